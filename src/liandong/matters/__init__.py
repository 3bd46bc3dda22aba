"""事项 Matters: somebody raises what needs putting right, and it walks six steps to an answer.

提事 raise → 听事 hear → 议事 deliberate → 定事 decide → 办事 execute → 评事 evaluate. One post is
accountable at every moment and one promise is public. What a level cannot solve climbs the ladder
with the obstacle and with what was tried, and the answer comes back down the same rungs.
Start reading at `lifecycle.py`, then `models.py`, then `rules/`, then `actions/`.
"""
