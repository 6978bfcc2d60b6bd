"""What a written commitment says in place of a certificate (证明事项告知承诺, 国办发〔2020〕42号)."""

from dataclasses import dataclass
from enum import Enum


class Manner(Enum):
    """How a commitment is made (承诺方式); by word of mouth is none."""

    WRITTEN = "书面"


class Risk(Enum):
    """Why the certificates of an item are never replaced by a commitment (国办发〔2020〕42号).

    Where an error costs much and its harm can hardly be made good, the certificate itself has to come.
    """

    STATE_SECURITY = "国家安全"
    PUBLIC_SECURITY = "公共安全"
    FINANCE = "金融监管"
    ENVIRONMENT = "生态环境"
    LIFE = "生命健康"
    FOREIGN = "重要涉外"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What the agency tells and the applicant promises about one certificate.

    `proof` 证明事项名称, `basis` 设定依据 (empty: what the item itself rests on), `content` 证明内容,
    `manner` 承诺方式, `liability` 不实承诺责任, `powers` 行政机关核查权力, `checking` 核查方式. `local` texts
    are to be confirmed by the county.
    """

    proof: str
    content: str
    manner: Manner
    liability: str
    powers: str
    checking: str
    basis: str = ""
    local: bool = False
