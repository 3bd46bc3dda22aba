"""What in a text may tell who somebody is: numbers, names with a title, doors."""

import re

# What must not stand in a public text: telephone and identity numbers, and names with a title.
PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{17}[\dXx])(?!\d)")
NAME = re.compile(
    r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹窦章苏潘葛范彭鲁韦马方任袁柳"
    r"史唐费岑薛雷贺倪汤罗郝安常于傅康余顾孟黄穆萧尹姚邵汪毛戴宋庞纪舒屈项祝董梁杜阮闵席季贾江童颜"
    r"郭梅林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房丁邓洪崔龚程邢裴陆荣翁段侯武刘叶白赖卓乔温庄瞿连习易廖"
    r"牛尚农柴曲廉欧][\u4e00-\u9fff]{0,2}"
    r"(?:先生|女士|大爷|大妈|大娘|阿姨|师傅|老师|主任|书记|经理|医生|同志)"
)
DOOR = re.compile(r"\d+\s*号楼?\s*\d+\s*单元\s*\d+(?:\s*室)?|\d{3,4}\s*室")


def telling(text: str) -> list[str]:
    """The pieces of a text that may tell who somebody is, each once."""
    found = [match.group() for kind in (PHONE, NAME, DOOR) for match in kind.finditer(text)]
    return list(dict.fromkeys(found))


def without_names(text: str) -> str:
    """A text with stars for what may tell who somebody is: a start for the one who moderates."""
    for piece in telling(text):
        text = text.replace(piece, "***")
    return text
