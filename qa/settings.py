"""What can be set for answers and the web page, on top of the index's settings."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from index.settings import IndexSettings


class Settings(IndexSettings):
    """All settings of Beleg. A name that no setting has is an error."""

    model_config = SettingsConfigDict(
        env_prefix="BELEG_", toml_file="beleg.toml", frozen=True, extra="forbid", env_ignore_empty=True
    )

    model: str = Field("qwen2.5-coder-1.5b", description="language model: the bundled one, or the path of a GGUF file")
    evidence: int = Field(5, ge=1, le=9, description="how many sentences the language model reads at once")
    evidence_most: int = Field(
        15, ge=1, le=40, description="how many it reads at most, as many at once, while none of them may answer"
    )
    threshold: float = Field(
        0.45,
        ge=0,
        le=1,
        description="refuse answers less probably right than this; qa/calibration.json has the measured price",
    )
    host: str = Field("127.0.0.1", description="address that the web page listens on")
    port: int = Field(7860, ge=1, le=65535, description="port that the web page listens on")
