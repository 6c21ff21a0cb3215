"""Sending sealed meetings to the county: whole, once, and nothing else."""

from __future__ import annotations

from store.county.check import check
from store.county.push import push
from store.verify import Finding

BRANCH = "石桥湾支部"


def unmasked(rows, _state, _before):
    return list(rows)


def test_what_is_sealed_is_sent_once(county, archive, chain):
    server = county.server(county.branch(BRANCH))
    sent = push(archive, server, unmasked)
    assert sent.sent == sorted(chain) and sent.there == len(chain)
    again = push(archive, server, unmasked)
    assert again.sent == [] and again.there == len(chain)
    verdicts = list(check(server))
    assert [verdict.finding for verdict in verdicts] == [Finding.INTACT] * len(chain)
