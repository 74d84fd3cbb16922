"""What a page shows of its own data: the card of a format, the card of a module, the index of formats."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from ..content.formats import Format, Phase
from ..content.modules import Module
from ..engine.progress import compile_progress
from ..labels import fill
from .catalogue import folded
from .course import CourseDirective
from .mounts import activity
from .progress import island
from .readings import bullets, cards, line, plain, scene_title, title


class FormatCard(CourseDirective):
    """``{fiche-format} [id]``: what a format is for and what bounds it; by default, that of the page it stands on."""

    optional_arguments = 1

    def draw(self) -> list[nodes.Node]:
        format_id = self.arguments[0] if self.arguments else self.own_id("format")
        item = self.course.format(format_id)
        words = self.catalogue["format-card"]
        label = {t.id: t.label for t in (*self.course.settings.purposes, *self.course.settings.audiences)}
        served = sorted(((r, label[p]) for p, r in item.purposes.items() if r), key=lambda x: -x[0])
        facts = [
            (words["names"], ", ".join(item.names)),
            (words["purposes"], " · ".join(f"{name} ({words[f'purpose-{rating}']})" for rating, name in served)),
            (words["group"], self.group(item)),
            (words["duration"], fill(words["minutes"], item.duration.model_dump())),
            (words["sessions"], self.sessions(item)),
            (words["modes"], " · ".join(self.modes(item))),
            (words["tension"], fill(words["up-to"], {"tension": self.course.settings.tensions[item.tension.max].label})),
            (words["facilitator"], self.facilitator(item)),
            (words["audiences"], ", ".join(label[a] for a in item.audiences)),
        ]
        parts: list[nodes.Node] = [line(item.summary), definitions(facts)]
        for name in ("conditions", "avoid_when", "produces"):
            parts += [title(words[name]), texts(getattr(item, name))]
        if ways := self.ways(format_id, item):
            parts.append(
                nodes.paragraph("", "", *(part for way in ways for part in (way, nodes.Text(" "))), classes=["cc-ways"])
            )
        return [nodes.container("", *parts, classes=["cc-card"])]

    def ways(self, format_id: str, item: Format) -> list[nodes.Node]:
        """Return where to go from here, of what this book holds: a session with this format, and its family."""
        words, settings = self.catalogue["format-card"], self.course.settings
        planner = next((a.page for a in settings.activities if a.id == "preparer-une-seance"), "")
        family = f"{self.course.page_of('format', format_id).rpartition('/')[0]}/familles/{item.family}"
        label = next(t.label for t in settings.families if t.id == item.family)
        plan = f"#formats={format_id}&people={item.group.ideal[0]}&minutes={item.duration.typical}"
        ways = [(planner, plan, words["prepare"]), (family, "", fill(words["compare"], {"family": label}))]
        up = "../" * self.env.docname.count("/")
        return [
            nodes.reference("", text, refuri=f"{up}{page}.html{end}", internal=True)
            for page, end, text in ways
            if page in self.env.found_docs
        ]

    def group(self, item: Format) -> str:
        words = self.catalogue["format-card"]
        low, high = item.group.ideal
        facts = {"min": item.group.min, "low": low, "high": high, "max": item.group.max}
        return fill(words["people"], facts) + (f" {words['parallel']}" if item.group.parallel else "")

    def sessions(self, item: Format) -> str:
        """Return how many meetings the format takes; nothing where one is enough."""
        low, high = item.sessions
        if high == 1:
            return ""
        return str(low) if low == high else fill(self.catalogue["format-card"]["sessions-range"], {"low": low, "high": high})

    def modes(self, item: Format) -> Iterable[str]:
        words = self.catalogue["format-card"]
        for term in self.course.settings.modes:
            yield f"{term.label}\u202f: {words[f'mode-{item.modes.get(term.id, 0)}']}"

    def facilitator(self, item: Format) -> str:
        mastery = self.course.framework.mastery[item.facilitator - 1]
        return fill(self.catalogue["format-card"]["level"], {"number": mastery.number, "label": mastery.label})


class RunOfShow(FormatCard):
    """``{deroule-format} [id]``: who does what, in which order, with which words; and where the figures come from."""

    def draw(self) -> list[nodes.Node]:
        format_id = self.arguments[0] if self.arguments else self.own_id("format")
        item = self.course.format(format_id)
        words = self.catalogue["format-card"]
        roles = bullets([nodes.strong("", r.name), nodes.Text(f" — {r.mission}")] for r in item.roles)
        parts: list[nodes.Node] = [title(words["roles"]), roles, title(words["rules"]), texts(item.rules)]
        parts += [title(words["space"]), line(item.space)]
        if item.materials:
            parts += [title(words["materials"]), texts(item.materials)]
        parts += [title(words["phases"]), *self.phases(item.phases), title(words["risks"]), self.risks(item)]
        parts.append(nodes.paragraph("", self.evidence(item), classes=["cc-origin"]))
        if item.licence_note:
            parts.append(nodes.paragraph("", item.licence_note, classes=["cc-origin"]))
        return [nodes.container("", *parts, classes=["cc-show"])]

    def phases(self, phases: Iterable[Phase]) -> Iterable[nodes.Node]:
        words = self.catalogue["format-card"]
        for number, phase in enumerate(phases, 1):
            if phase.minutes:
                length = fill(words["minutes"], phase.minutes.model_dump())
            else:
                length = fill(words["per-person"], {"minutes": f"{phase.minutes_per_person:g}".replace(".", ",")})
            if phase.groups_of:
                length += f", {fill(words['in-groups'], {'size': phase.groups_of})}"
            if phase.optional:
                length += f" ({words['optional']})"
            yield scene_title(f"{number}. {phase.title}", nodes.inline("", ""), f" — {length}")
            yield from (line(part) for part in phase.script.strip().split("\n\n"))

    def risks(self, item: Format) -> nodes.Node:
        """What may go wrong, each with how to meet it."""
        return bullets([nodes.strong("", risk.name), nodes.Text(f" — {risk.answer}")] for risk in item.risks)

    def evidence(self, item: Format) -> str:
        words = self.catalogue["format-card"]
        by_origin: dict[str, list[str]] = {}
        for field, origin in item.evidence.items():
            by_origin.setdefault(origin, []).append(words[f"field-{field}"])
        return " ".join(fill(words[f"origin-{o}"], {"fields": ", ".join(f)}) for o, f in sorted(by_origin.items()))


class ModuleCard(FormatCard):
    """``{fiche-module} [id]``: what a module promises; by default, the module of the page it stands on."""

    def draw(self) -> list[nodes.Node]:
        module_id = self.arguments[0] if self.arguments else self.own_id("module")
        item = self.course.module(module_id)
        words, framework = self.catalogue["module-card"], self.course.framework
        mastery = {m.id: m.label for m in framework.mastery}
        aims = " · ".join(f"{framework.competencies[c].title} ({mastery[aim].lower()})" for c, aim in item.competencies.items())
        facts = [
            (words["hours"], fill(words["hours-said"], self.hours(item))),
            (words["prerequisites"], self.before(item) or words["no-prerequisite"]),
        ]
        # on a phone the situation comes before the curriculum: what a trainer looks for is one tap away
        objectives = texts(o.text for o in item.objectives)
        more = folded("", definitions([(words["competencies"], aims)]), title(words["objectives"]), objectives)
        more["summary"] = words["more"]
        card = nodes.container("", definitions(facts), more, classes=["cc-card"])
        page = self.course.page_of("module", module_id)
        own = [island(self.env.docname, compile_progress(self.course, (module_id,)), page)] if page == self.env.docname else []
        return [card, *own]

    def hours(self, item: Module) -> dict[str, str]:
        """Return the hours of the module as one says them: 3 h, 1 h 30, 30 min."""
        words, said = self.catalogue["module-card"], {}
        for name, hours in {**item.hours.model_dump(), "total": item.hours.total}.items():
            whole, minutes = divmod(round(60 * hours), 60)
            key = "time-hours" if not minutes else "time-both" if whole else "time-minutes"
            said[name] = fill(words[key], {"hours": whole, "minutes": f"{minutes:02}"})
        return said

    def before(self, item: Module) -> list[nodes.Node]:
        """Return links to the modules to do before this one."""
        up = "../" * self.env.docname.count("/")
        links: list[nodes.Node] = []
        for module_id in item.prerequisites:
            page = f"{up}{self.course.page_of('module', module_id)}.html"
            links += [nodes.Text(" · "), nodes.reference("", self.course.module(module_id).title, refuri=page, internal=True)]
        return links[1:]


class FormatIndex(CourseDirective):
    """``{index-formats}``: every format in a table that a small script lets a reader filter."""

    def draw(self) -> list[nodes.Node]:
        words, settings = self.catalogue["format-index"], self.course.settings
        up = "../" * self.env.docname.count("/")
        family = {t.id: t.label for t in settings.families}
        purpose = {t.id: t.label for t in settings.purposes}
        rows: list[list[list[nodes.Node]]] = []
        for format_id, item in self.course.formats.items():
            link = nodes.reference("", item.title, refuri=f"{up}{self.course.page_of('format', format_id)}.html", internal=True)
            served = ", ".join(purpose[p] for p, rating in item.purposes.items() if rating >= 2)
            cells = [
                family[item.family],
                served,
                f"{item.group.min}–{item.group.max}",
                f"{item.duration.min}–{item.duration.max}",
                settings.tensions[item.tension.max].label,
            ]
            names = fill(words["names"], {"names": ", ".join(item.names)}) if item.names else ""
            first = [link, nodes.Text(f" {item.summary}"), nodes.inline("", f" {names}" if names else "", classes=["cc-names"])]
            rows.append([first, *[plain(cell) for cell in cells]])
        head = [words[k] for k in ("format", "family", "purposes", "group", "minutes", "tension")]
        data = {"table": {}, "state": {}, "labels": self.labels("format-index")}
        table = cards(head, rows, "cc-index")
        return [activity("", table, name="format-index", key="format-index", data=data, keep=True)]


class FrameworkTable(CourseDirective):
    """``{referentiel}``: the whole competency framework, domain after domain."""

    def draw(self) -> list[nodes.Node]:
        words, framework = self.catalogue["framework"], self.course.framework
        level = {x.id: x.title for x in self.course.settings.levels}
        mastery = {m.id: m.label for m in framework.mastery}
        out: list[nodes.Node] = [title(words["mastery"])]
        out.append(
            bullets([nodes.strong("", f"{m.number}. {m.label}"), nodes.Text(f" — {m.meaning}")] for m in framework.mastery)
        )
        for domain in framework.domains:
            section = nodes.section(
                "", nodes.title("", domain.title), line(f"{level[domain.level]}. {domain.summary}"), ids=[domain.id]
            )
            for competency in domain.competencies:
                aims = " · ".join(
                    fill(words["level"], {"level": level[k], "mastery": mastery[v]}) for k, v in competency.aim.items()
                )
                section += scene_title("", nodes.Text(competency.title))
                section += line(competency.summary)
                section += bullets(
                    [nodes.strong("", f"{m.label} "), nodes.Text(" · ".join(competency.behaviours[m.id]))]
                    for m in framework.mastery
                )
                section += line(f"{words['aim']}\u202f: {aims}. {words['iaf']}\u202f: {', '.join(competency.iaf)}.")
            out.append(section)
        return out


class OnlyTrainer(CourseDirective):
    """``{only-trainer}``: kept in the trainer's edition, left out of the learner's before anything sees it."""

    has_content = True

    def draw(self) -> list[nodes.Node]:
        if not self.for_trainer:
            return []
        node = nodes.container("", title(self.catalogue["module-card"]["trainer"]), classes=["cc-trainer"])
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def definitions(facts: Iterable[tuple[str, str | list[nodes.Node]]]) -> nodes.Node:
    """A list of terms, each with its value, a text or inline nodes; empty values are left out."""
    items = [
        nodes.definition_list_item(
            "",
            nodes.term("", term),
            nodes.definition("", line(value) if isinstance(value, str) else nodes.paragraph("", "", *value)),
        )
        for term, value in facts
        if value
    ]
    return nodes.definition_list("", *items, classes=["cc-facts"])


def texts(values: Iterable[str]) -> nodes.Node:
    return bullets([nodes.Text(value)] for value in values)
