from measures.models.detail import MeasurePage
from measures.models.example import RuleExample
from measures.models.finder import FinderQuestion, Persona
from measures.models.implementation import Implementation
from measures.models.index import MeasureIndexPage
from measures.models.parameter import Parameter, ParameterValue
from measures.models.rows import CheckNote, MeasureNeed, MeasureSource, MeasureStage

__all__ = [
    "CheckNote",
    "FinderQuestion",
    "Implementation",
    "MeasureIndexPage",
    "MeasureNeed",
    "MeasurePage",
    "MeasureSource",
    "MeasureStage",
    "Parameter",
    "ParameterValue",
    "Persona",
    "RuleExample",
]
