"""Sphinx extension: the course's directives and the lightness of its pages.

``setup`` only registers. It needs Sphinx and MyST, never Jupyter Book.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..editions import LEARNER
from . import (
    activities,
    assets,
    cards,
    catalogue,
    course,
    coverage,
    documents,
    format_map,
    mounts,
    progress,
    remember,
    sheets,
    theme,
    trainer,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DIRECTIVES = {
    "jeu-de-role": activities.RolePlayDirective,
    "quiz": activities.QuizDirective,
    "choisir-format": activities.FormatChoiceDirective,
    "preparer-seance": activities.PlannerDirective,
    "auto-evaluation": activities.AssessmentDirective,
    "fiche-format": cards.FormatCard,
    "deroule-format": cards.RunOfShow,
    "fiche-module": cards.ModuleCard,
    "parcours": progress.PathwayDirective,
    "fiche-de-terrain": sheets.FieldSheet,
    "index-formats": cards.FormatIndex,
    "comparer-formats": catalogue.FamilyComparison,
    "matrice-formats": catalogue.Matrix,
    "arbre-de-choix": catalogue.DecisionTree,
    "carte-formats": format_map.FormatMap,
    "referentiel": cards.FrameworkTable,
    "matrice-competences": coverage.CoverageMatrix,
    "plan-de-seance": trainer.LessonPlanDirective,
    "grille-d-evaluation": trainer.AssessmentGrid,
    "alignement": trainer.Alignment,
    "plan-de-formation": trainer.TrainingPlan,
    "documents": documents.Documents,
    "only-trainer": cards.OnlyTrainer,
}


def configure(app: Sphinx, config: Any) -> None:
    """Let the course's page template come before the theme's, and keep the sources of pages to ourselves.

    A source holds what is for trainers, which the learner's edition must not contain anywhere.
    """
    config.templates_path.append(str(Path(__file__).parent / "templates"))
    config.html_copy_source = config.html_show_sourcelink = False


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the nodes, the directives and the hooks."""
    remember.plugins()
    plain = (mounts.passthrough, mounts.passthrough)
    app.add_node(
        mounts.activity,
        html=(mounts.visit_activity_html, mounts.depart_activity_html),
        latex=plain,
        text=plain,
    )
    app.add_node(mounts.said, html=(mounts.visit_said_html, mounts.depart_said_html), latex=plain, text=plain)
    html_only = (progress.visit_progress_html, progress.depart_progress_html)
    app.add_node(progress.progress, html=html_only, latex=plain, text=plain)
    fold = (catalogue.visit_folded_text, mounts.passthrough)
    html = (catalogue.visit_folded_html, catalogue.depart_folded_html)
    app.add_node(catalogue.folded, html=html, latex=fold, text=fold)
    place = (format_map.visit_place_html, format_map.depart_place_html)
    app.add_node(format_map.place, html=place, latex=plain, text=plain)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_config_value("cat_edition", LEARNER, "env", str)
    app.add_config_value("cat_digest", "", "env", str)
    app.add_config_value("cat_data", "", "env", str)
    app.connect("config-inited", configure)
    app.connect("config-inited", course.load)
    app.connect("builder-inited", theme.add_filter, priority=900)
    app.connect("html-page-context", theme.fold_tree, priority=100)
    app.connect("html-page-context", assets.add_assets)
    app.connect("html-page-context", assets.describe)
    app.connect("html-page-context", assets.trim, priority=900)
    app.connect("html-page-context", theme.mend_tree, priority=900)
    app.connect("html-collect-pages", documents.pages)
    app.connect("build-finished", assets.write_assets)
    app.connect("build-finished", sheets.write_sheets)
    app.connect("build-finished", documents.write_documents)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
