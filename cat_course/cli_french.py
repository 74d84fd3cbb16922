"""What click says by itself, in French: a command mistyped, a value refused, the headings of the help.

click marks its sentences for translation and ships none. A sentence that a later click words otherwise
stays in English, and nothing breaks.
"""

from __future__ import annotations

import gettext
import sys
from typing import Any

SENTENCES = {
    # a mistake
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Tapez « {command} {option} » pour l'aide.",
    "Invalid value: {message}": "valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} : {message}",
    "Missing argument": "il manque l'argument",
    "Missing option": "il manque l'option",
    "Missing command.": "il manque le nom d'une commande ; l'aide en donne la liste",
    "No such option: {name}": "option {name} inconnue",
    "No such option {name!r}.": "option {name!r} inconnue.",
    "No such command {name!r}.": "commande {name!r} inconnue.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire {possibilities} ?)",
    "Got unexpected extra argument ({args})": "argument en trop ({args}) ; retirez-le, ou mettez le texte entre guillemets",
    "Got unexpected extra arguments ({args})": "arguments en trop ({args}) ; retirez-les, ou mettez le texte entre guillemets",
    "Option {name!r} requires an argument.": "l'option {name!r} attend une valeur.",
    "Option {name!r} does not take a value.": "l'option {name!r} ne prend pas de valeur.",
    # a value
    "{value!r} is not a valid {number_type}.": "nombre entier attendu, reçu {value!r}",
    "{value} is not in the range {range}.": "{value} est hors des bornes ({range})",
    "{value!r} is not {choice}.": "{value!r} inconnu ; attendu : {choice}",
    "{value!r} is not one of {choices}.": "{value!r} inconnu ; attendu : {choices}",
    "{name} {filename!r} does not exist.": "{filename!r} introuvable ; vérifiez le chemin",
    "{name} {filename!r} is a file.": "{filename!r} est un fichier, un dossier est attendu",
    "{name} {filename!r} is a directory.": "{filename!r} est un dossier, un fichier est attendu",
    "{name} {filename!r} is not readable.": "{filename!r} ne peut pas être lu ; vérifiez ses droits",
    "{name} {filename!r} is not writable.": "{filename!r} ne peut pas être écrit ; vérifiez ses droits",
    # the help
    "Usage:": "Usage :",
    "Commands": "Commandes",
    "default: {default}": "par défaut : {default}",
    "Show this message and exit.": "Montrer cette aide.",
    "Show the version and exit.": "Montrer la version.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Aborted!": "Interrompu.",
}
"""What click says, and what authors read."""
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def speak_french() -> None:
    """Put :data:`SENTENCES` in place of the translation that click does not have, for the whole process."""
    for name in MODULES:
        module: Any = sys.modules.get(f"click.{name}")
        if getattr(module, "_", None) is gettext.gettext:
            module._ = _said
        if getattr(module, "ngettext", None) is gettext.ngettext:
            module.ngettext = _counted


def _said(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence)


def _counted(one: str, many: str, count: int) -> str:
    return _said(one if count == 1 else many)
