"""The catalogue from above: what the map, the tree, the matrix and the families say is what the formats say."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from cat_course import Course
from cat_course.content.formats import Room
from cat_course.engine import atlas

RATINGS = st.dictionaries(st.sampled_from(["confiance", "explorer", "idees", "decider", "agir"]), st.integers(1, 3), min_size=1)


def changed(course: Course, format_id: str, **update: object) -> Course:
    formats = {**course.formats, format_id: course.format(format_id).model_copy(update=update)}
    return Course(**{**course.__dict__, "formats": formats})


def test_every_format_stands_on_the_map_in_its_own_row(course: Course) -> None:
    cells = atlas.map_cells(course)
    for format_id, item in course.formats.items():
        rows = {row for (row, _), ids in cells.items() if format_id in ids}
        assert rows == {atlas.structure(item)}, format_id


def test_every_room_has_a_row(course: Course) -> None:
    rooms = [room for row in atlas.STRUCTURES.values() for room in row]
    assert sorted(rooms) == sorted(get_args(Room))


@given(RATINGS)
def test_a_format_stands_where_its_best_rating_is(course: Course, ratings: dict[str, int]) -> None:
    course = changed(course, "bocal", purposes=ratings)
    best = max(ratings.values())
    stages = {stage for (_, stage), ids in atlas.map_cells(course).items() if "bocal" in ids}
    assert stages == {s.id for s in course.settings.stages if any(ratings.get(p) == best for p in s.purposes)}


def test_the_tree_has_a_branch_for_each_purpose_in_the_order_of_the_stages(course: Course) -> None:
    branches = [(b.stage, b.purpose) for b in atlas.decision_tree(course)]
    assert branches == [(s.id, p) for s in course.settings.stages for p in s.purposes]
    assert {p for _, p in branches} == {t.id for t in course.settings.purposes}


def test_a_leaf_holds_only_formats_that_serve_its_purpose_well_and_take_its_people(course: Course) -> None:
    for branch in atlas.decision_tree(course):
        for leaf in branch.leaves:
            assert 0 < len(leaf.formats) <= atlas.MOST_IN_A_LEAF
            ratings = [course.formats[i].purposes[branch.purpose] for i in leaf.formats]
            assert ratings == sorted(ratings, reverse=True)
            assert min(ratings) >= atlas.SERVES_WELL
            for item in (course.formats[i] for i in leaf.formats):
                assert item.group.max >= leaf.least
                assert leaf.most is None or item.group.min <= leaf.most


def test_a_format_that_takes_more_people_moves_to_another_leaf(course: Course) -> None:
    wide = course.format("bocal").group.model_copy(update={"max": 20})
    narrow = changed(course, "bocal", group=wide)

    def leaves(where: Course) -> set[tuple[str, int]]:
        return {(b.purpose, leaf.least) for b in atlas.decision_tree(where) for leaf in b.leaves if "bocal" in leaf.formats}

    assert all(least < 31 for _, least in leaves(narrow))
    assert leaves(narrow) != leaves(course)


def test_each_format_is_in_one_family_and_every_family_compares_several(course: Course) -> None:
    families = atlas.families(course)
    assert sorted(i for ids in families.values() for i in ids) == sorted(course.formats)
    assert list(families) == [t.id for t in course.settings.families]
    assert all(len(ids) >= 3 for ids in families.values()), {f: len(ids) for f, ids in families.items()}
