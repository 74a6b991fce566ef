# The tasks are in run.sh, so that a machine without make has them too: sh run.sh demo
TASKS = demo test slow lint golden bench

.PHONY: help $(TASKS)
help:
	@sh run.sh help || true
$(TASKS):
	@sh run.sh $@
