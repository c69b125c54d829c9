"""What can be set for the index. Each setting is described once, here; shells read them, nothing else does."""

from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from index.errors import SettingsError


class IndexSettings(BaseSettings):
    """Read, strongest first, from flags, `BELEG_...` in the environment, `beleg.toml`, and the defaults."""

    model_config = SettingsConfigDict(
        env_prefix="BELEG_", toml_file="beleg.toml", frozen=True, extra="ignore", env_ignore_empty=True
    )

    documents: Path = Field(Path("documents"), description="folder with the documents to be asked about")
    encoder: str = Field(
        "multilingual-e5-small",
        description="sentence encoder: the bundled one, or a name or folder that sentence-transformers opens",
    )
    encoder_precision: str = Field(
        "auto",
        pattern="^(auto|float32|bfloat16)$",
        description="number type of the encoder; auto takes bfloat16 where the processor has instructions for it",
    )
    query_prefix: str | None = Field(
        None, description="text before every question; unset takes what the encoder's own configuration says"
    )
    passage_prefix: str | None = Field(None, description="the same before every passage")
    passage_size: int = Field(900, ge=200, le=4000, description="about how many characters a passage has")
    max_file_mb: int = Field(50, ge=1, description="larger files are reported and left out")
    threads: int = Field(0, ge=0, description="processor cores to use; 0 takes all that the process may use")

    @property
    def max_bytes(self) -> int:
        """The largest file that is read, in bytes."""
        return self.max_file_mb * 1_000_000

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags before environment before file; no `.env` and no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @classmethod
    def load(cls, **flags: Any) -> Self:
        """Settings from all sources; flags that are None were not given.

        Raises SettingsError that names each wrong setting with its value.
        """
        try:
            return cls(**{name: value for name, value in flags.items() if value is not None})
        except ValidationError as exc:
            lines = (f"{e['loc'][0] if e['loc'] else '?'} = {e['input']!r}: {e['msg']}" for e in exc.errors())
            raise SettingsError("Wrong setting: " + "; ".join(lines)) from exc
        except ValueError as exc:
            raise SettingsError(f"beleg.toml cannot be read: {exc}") from exc
