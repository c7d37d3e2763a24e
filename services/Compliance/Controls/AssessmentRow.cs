namespace Lab.Compliance.Controls;

/// <summary>A finding with its assessment, as the database returns them; the finding's columns are null where there is none.</summary>
internal sealed record AssessmentRow(
    Guid Id,
    string Control,
    string Framework,
    string Version,
    DateTime StartedAt,
    DateTime FinishedAt,
    string AssessedBy,
    string? System,
    string? Status,
    string? Summary,
    DateTime? MeasuredAt,
    string? Evidence);
