"""The benchmarks: each measures the house beside a named peer or the machine's limit, in one run.

    make bench                         all of them
    make bench ARGS="--only points"    some of them; `--list` names them
    make bench ARGS="--full"           with the largest sizes, and more time for the peers

A benchmark is a file here with one function `measure(city) -> Table` and its name in
`__main__.BENCHES`. `city.City` is the demo city on PostgreSQL, `servers.serving` serves it with
granian, `client` speaks HTTP to it and to the peer alike, `report.Table` is what is printed and
what a run of all, or one with `--write`, puts into docs/*/reference/benchmarks.md. Say every
sentence in both languages,
and give figures with their unit and the ratio to the peer.
"""
