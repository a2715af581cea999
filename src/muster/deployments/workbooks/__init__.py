"""The Excel forms of deployments. One file a form: what goes out can come in again."""
