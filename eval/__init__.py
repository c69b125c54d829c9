"""How good the answers are: question sets, metrics, runs. `eval` is also a builtin: name its modules."""
