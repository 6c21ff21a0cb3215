"""Fifty branches at once, readers beside them, and a server that is killed in the midst of it."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bench.made_up import held, people
from meeting.refusal import Refused
from store.archive import Archive
from store.county.check import check
from store.county.push import push
from store.county.reading import CountyMeetings
from store.meeting_file import packed
from store.reading import Narrowing, Wanted
from store.verify import Finding

from .test_push import unmasked

BRANCHES, MEETINGS = 50, 3


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> list[Archive]:
    """The archives of fifty branches, three meetings each."""
    folder = tmp_path_factory.mktemp("branches")
    chance = random.Random(7)
    made = []
    for number in range(BRANCHES):
        archive = Archive(folder / str(number))
        members, previous = people(chance)[:3], ""
        for month in range(1, MEETINGS + 1):
            day = date(2026, month, 3)
            id = f"{day}-{month:04x}"
            rows = held(id, f"第{number}党支部", members, day, chance, previous)
            previous = rows[-1]["data"]["digest"]
            archive.named(id).path.write_bytes(packed(id, rows))
        made.append(archive)
    return made


def test_fifty_branches_send_while_others_read_and_the_server_is_killed(county, archives):
    logins = [county.branch(f"第{number}党支部") for number in range(BRANCHES)]
    reader = county.reader()
    all_sent, under_way = threading.Event(), threading.Semaphore(0)
    broke_off: list[str] = []

    def send(number: int) -> None:
        def told(done: int, _total: int) -> bool:
            under_way.release()
            return True

        for _try in range(10):
            try:
                push(archives[number], county.server(logins[number]), unmasked, progress=told)
                return
            except Refused as refused:
                assert any(word in refused.reason for word in ("broke off", "cannot be reached")), refused
                broke_off.append(refused.reason)
                up.wait()
        raise TimeoutError(broke_off[-1])

    def look_on() -> int:
        """Search until all is sent: whatever is seen is whole, and what was seen once stays."""
        least = 0
        while True:
            last = all_sent.is_set()
            try:
                meetings = CountyMeetings(county.server(reader))
                hits = meetings.search(Wanted(text="月底前补齐手续"))
                listed = meetings.page(Narrowing(), -1)
                meetings.close()
            except Refused as refused:
                assert any(word in refused.reason for word in ("broke off", "cannot be reached")), refused
                up.wait()
                continue
            assert len({summary.id for summary in listed}) == len(listed) >= least
            assert {hit.meeting for hit in hits} <= {summary.id for summary in listed}
            least = len({hit.meeting for hit in hits})
            if last:
                return len(listed)

    up = threading.Event()
    up.set()
    with ThreadPoolExecutor(BRANCHES) as senders, ThreadPoolExecutor(2) as readers:
        looking = [readers.submit(look_on) for _reader in range(2)]
        sending = [senders.submit(send, number) for number in range(BRANCHES)]
        try:
            for _some in range(BRANCHES):
                assert under_way.acquire(timeout=60)
            up.clear()
            county.cluster.kill()
            county.cluster.start()
            up.set()
            for each in sending:
                each.result(60)
        finally:
            # Whatever went wrong, nobody waits for ever.
            up.set()
            all_sent.set()
        assert [each.result(60) for each in looking] == [BRANCHES * MEETINGS] * 2
    assert broke_off, "the server was killed while they were sending"
    verdicts = list(check(county.server(reader)))
    assert len(verdicts) == len({verdict.meeting for verdict in verdicts}) == BRANCHES * MEETINGS
    assert {verdict.finding for verdict in verdicts} == {Finding.INTACT}
    with county.admin() as db:
        lines = db.execute("SELECT count(*), count(DISTINCT (branch, meeting, place)) FROM county.lines")
        count, different = lines.fetchone()
    assert (
        count == different == sum(len(archive.search(Wanted(text="", since="2026"))) for archive in archives)
    )


def test_two_windows_of_one_branch_send_at_once(county, archives):
    login = county.branch("第0党支部")
    with ThreadPoolExecutor(2) as windows:
        sent = list(windows.map(lambda _n: push(archives[0], county.server(login), unmasked), range(2)))
    assert [each.there for each in sent] == [MEETINGS] * 2
    assert {verdict.finding for verdict in check(county.server(login))} == {Finding.INTACT}
