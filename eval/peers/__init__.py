"""The same questions, documents and models through other people's pipelines, and what came of it in one table."""
