"""What passes between the stages: frozen pydantic models; imports nothing of ours."""
