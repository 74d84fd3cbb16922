"""What an activity says where no script runs: on paper, in search, in a reader, in an old browser.

Each function takes the compiled table that the player gets, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docutils import nodes

from ..content.roleplays import RolePlay
from ..labels import fill
from .mounts import Reading

Table = Mapping[str, Any]
Words = Mapping[str, str]
RUN_OF_SHOW = "le-deroule-pas-a-pas"
"""Where the page of a format tells its run of show: the anchor of that heading."""
BLANK_ROWS = 12


def roleplay(reading: Reading, table: Table, words: Words) -> list[nodes.Node]:
    """A story with numbered scenes: "go to 7". The reasons come after it, so as not to give choices away."""
    numbers = {node_id: i for i, node_id in enumerate(table["nodes"], 1)}
    out: list[nodes.Node] = [reading.prose(table["context"]), title(words["cast"])]
    out.append(bullets(_person(reading, person) for person in table["cast"].values()))
    out += [title(words["gauges"]), bullets([nodes.Text(_gauge(g, words))] for g in table["gauges"])]
    out.append(line(fill(words["begin"], {"number": numbers[table["start"]]})))
    reasons: list[list[nodes.Node]] = []
    for node_id, node in table["nodes"].items():
        out.append(scene_title(f"{numbers[node_id]}. ", reading.words(node["title"])))
        if speaker := node.get("speaker"):
            out.append(line(fill(words["speaks"], {"name": table["cast"][speaker]["name"]})))
        out.append(reading.prose(node["text"]))
        if "tone" in node:
            out += [line(words[f"tone-{node['tone']}"]), reading.prose(node["debrief"])]
            continue
        items = []
        for choice in node["choices"]:
            name = f"{numbers[node_id]}{choice['id']}"
            after = fill(words["go-to"], {"number": numbers[choice["to"]]}) + _effects(table, choice, words)
            items.append([nodes.strong("", f"{name}. "), reading.words(choice["text"]), nodes.Text(f" {after}")])
            reasons.append([nodes.strong("", f"{name}. "), reading.words(choice["feedback"])])
        out.append(bullets(items))
    return [*out, title(words["reasons"]), bullets(reasons)]


def _person(reading: Reading, person: Mapping[str, str]) -> list[nodes.Node]:
    return [
        nodes.strong("", person["name"]),
        nodes.Text(", "),
        reading.words(person["role"]),
        nodes.Text(". "),
        reading.words(person["concern"]),
    ]


def _gauge(gauge: Mapping[str, Any], words: Words) -> str:
    return fill(words["gauge"], gauge)


def _effects(table: Table, choice: Mapping[str, Any], words: Words) -> str:
    labels = {g["id"]: g["label"] for g in table["gauges"]}
    moves = [f"{labels[g]} {_signed(points)}" for g, points in choice["effects"].items() if points]
    doors = [fill(words["when"], {"label": labels[g], "low": low, "high": high}) for g, (low, high) in choice["when"].items()]
    notes = [*moves, *doors]
    return f" ({' ; '.join(notes)})" if notes else ""


def _signed(points: int) -> str:
    """Return *points* as French prints a change: with a true minus sign."""
    return f"{points:+d}".replace("-", "\u2212")


def trainer_notes(item: RolePlay, words: Words, cards: nodes.Node) -> list[nodes.Node]:
    """The notes to play it in a room, with a link to its *cards*; only the trainer's edition asks for them."""
    notes = item.trainer
    parts = [title(fill(words["trainer"], {"minutes": notes.minutes}))]
    parts.append(nodes.paragraph("", words["print"], cards, nodes.Text(".")))
    parts += [line(part) for part in notes.script.strip().split("\n\n")]
    parts += [title(words["debrief"]), bullets([nodes.Text(q)] for q in notes.debrief_questions)]
    return [nodes.container("", *parts, classes=["cc-trainer"])]


def quiz(reading: Reading, table: Table, words: Words) -> list[nodes.Node]:
    """The questions, then all the answers with their reasons."""
    out: list[nodes.Node] = [reading.prose(table["intro"])]
    answers: list[nodes.Node] = [title(words["answers"])]
    for number, question in enumerate(table["questions"], 1):
        asked = fill(words[f"kind-{question['kind']}"], {"place": number, "count": len(table["questions"])})
        out += [scene_title("", nodes.Text(asked)), reading.prose(question["prompt"])]
        options = {o["id"]: o for o in question["options"]}
        shown = question.get("shown", list(options))
        out.append(bullets([reading.words(options[i]["text"])] for i in shown))
        answers.append(scene_title("", nodes.Text(fill(words["question"], {"number": number}))))
        answers.append(bullets(_answer(reading, question, place, words) for place in range(len(options))))
    return [*out, *answers]


def _answer(reading: Reading, question: Mapping[str, Any], place: int, words: Words) -> list[nodes.Node]:
    option = question["options"][place]
    if question["kind"] == "ordering":
        verdict = f"{place + 1}. "
    else:
        verdict = f"{words['right'] if option['points'] > 0 else words['wrong']} "
    text, because = reading.words(option["text"]), reading.words(option["because"])
    return [nodes.strong("", verdict), text, nodes.Text(" — "), because]


def formats(reading: Reading, table: Table, words: Words, docname: str) -> list[nodes.Node]:
    """The questions to ask oneself, with the answers to choose from; then every format with what bounds it."""
    up = "../" * docname.count("/")
    out: list[nodes.Node] = [line(words["no-script"])]
    for key in ("purposes", "tensions", "modes", "audiences", "mastery"):
        out += [scene_title("", nodes.Text(words[f"ask-{key}"])), bullets(_term(reading, term) for term in table[key])]
    head = [words["format"], words["summary"], words["group"], words["minutes"], words["tension"]]
    rows: list[list[list[nodes.Node]]] = []
    for entry in table["formats"]:
        people, minutes, tension, _ = entry["facts"]
        link = nodes.reference("", "", reading.words(entry["title"]), refuri=f"{up}{entry['page']}.html", internal=True)
        cells = [f"{people[0]}–{people[3]}", f"{minutes[0]}–{minutes[2]}", table["tensions"][tension]["label"]]
        rows.append([[link], [reading.words(entry["summary"])], *[plain(c) for c in cells]])
    return [*out, cards(head, rows, "cc-family")]


def planner(reading: Reading, table: Table, pages: Mapping[str, str], words: Words, docname: str) -> list[nodes.Node]:
    """How to plan by hand: every format with its limits and its run of show, then a grid to fill on paper."""
    up = "../" * docname.count("/")
    rows: list[list[list[nodes.Node]]] = []
    for entry in table["formats"]:
        people, minutes, _ = entry["facts"]
        address = f"{up}{pages[entry['id']]}.html#{RUN_OF_SHOW}"
        link = nodes.reference("", "", reading.words(entry["title"]), refuri=address, internal=True)
        rows.append([[link], plain(f"{people[0]}–{people[3]}"), plain(f"{minutes[0]}–{minutes[2]}")])
    head = [words[key] for key in ("format", "group", "minutes")]
    blank = [words[f"plan-{key}"] for key in ("time", "minutes", "step", "who", "say")]
    empty = [[plain("\u00a0") for _ in blank] for _ in range(BLANK_ROWS)]
    return [line(words["plan"]), grid(head, rows), title(words["plan-grid"]), grid(blank, empty)]


def _term(reading: Reading, term: Mapping[str, str]) -> list[nodes.Node]:
    parts = [reading.words(term["label"])]
    return [*parts, nodes.Text(" — "), reading.words(term["hint"])] if "hint" in term else parts


def assessment(reading: Reading, table: Table, words: Words) -> list[nodes.Node]:
    """Each competency with the behaviours of its four levels, to tick on paper."""
    out: list[nodes.Node] = [line(words["assessment"])]
    for domain in table["domains"]:
        out.append(title(domain["title"]))
        for competency in domain["competencies"]:
            aim = fill(words["aim"], {"aim": competency["aim"]})
            out.append(scene_title("", reading.words(competency["title"]), f" ({aim})"))
            out.append(bullets(_level(reading, table, competency, n) for n in range(4)))
    return out


def _level(reading: Reading, table: Table, competency: Mapping[str, Any], place: int) -> list[nodes.Node]:
    label = nodes.strong("", f"{place + 1}. {table['mastery'][place]['label']} ")
    parts: list[nodes.Node] = [label]
    for i, behaviour in enumerate(competency["behaviours"][place]):
        parts += [nodes.Text(" · " if i else ""), reading.words(behaviour)]
    return parts


def title(text: str) -> nodes.Node:
    """A heading inside a reading, outside the page's own outline."""
    return nodes.rubric("", text)


def scene_title(prefix: str, words: nodes.Node, suffix: str = "") -> nodes.Node:
    return nodes.paragraph("", "", nodes.strong("", prefix, words), nodes.Text(suffix), classes=["cc-scene"])


def plain(text: str) -> list[nodes.Node]:
    """A cell that holds only text."""
    return [nodes.Text(text)]


def line(text: str) -> nodes.Node:
    return nodes.paragraph("", text)


def bullets(items: Iterable[Iterable[nodes.Node]]) -> nodes.Node:
    """A bullet list; each item is a line of inline nodes."""
    return nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", *item)) for item in items))


def cards(head: list[str], rows: list[list[list[nodes.Node]]], kind: str) -> nodes.Node:
    """The same table, each row of which reads as a card on a phone: each cell but the first says its column's name there."""

    def named(cells: list[list[nodes.Node]]) -> list[list[nodes.Node]]:
        names = [[nodes.inline("", f"{name}\u202f: ", classes=["cc-cell"])] for name in head[1:]]
        return [cells[0], *(name + cell for name, cell in zip(names, cells[1:], strict=True))]

    return nodes.container("", grid(head, [named(cells) for cells in rows]), classes=["cc-cards", kind])


def grid(head: list[str], rows: list[list[list[nodes.Node]]]) -> nodes.Node:
    """A table with one header row; each cell is a line of inline nodes."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))

    def row(cells: list[list[nodes.Node]]) -> nodes.Node:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))

    group += nodes.thead("", row([[nodes.Text(h)] for h in head]))
    group += nodes.tbody("", *(row(cells) for cells in rows))
    return nodes.table("", group)
