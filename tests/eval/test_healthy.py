from eval.commands.options import OWN_SET
from eval.healthy import healthy_runs
from eval.sets import read_set
from eval.subset import stratified
from qa.settings import Settings


def test_the_settings_are_settings_and_leave_the_models_and_the_threshold_alone():
    for run in healthy_runs(20):
        settings = Settings.load().model_copy(update=dict(run.settings))
        assert Settings.model_validate(settings.model_dump()) == settings
        assert set(run.settings) == {"passage_size", "encoder_precision"}


def test_no_run_repeats_another():
    runs = healthy_runs(20)
    assert len({str(run.settings) for run in runs[:10]}) == 10
    items = read_set(OWN_SET)
    assert len({stratified(items, 24, seed=run.seed) for run in runs}) == 20
    assert len({item for run in runs for item in stratified(items, 24, seed=run.seed)}) > 0.95 * len(items)
    assert healthy_runs(0) == ()
