"""The record of issued papers outside the database, in append-only files of JSON lines."""

from app.adapters.issue_log.folder_issue_log import FolderIssueLog

__all__ = ["FolderIssueLog"]
