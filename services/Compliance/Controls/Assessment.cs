namespace Lab.Compliance.Controls;

/// <param name="Id">Its id.</param>
/// <param name="Control">The control.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="FrameworkVersion">The framework's version at the time.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it was complete.</param>
/// <param name="AssessedBy">Who asked for it.</param>
/// <param name="Findings">What was found, a system each.</param>
internal sealed record Assessment(
    Guid Id,
    string Control,
    string Framework,
    string FrameworkVersion,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string AssessedBy,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>Not satisfied as soon as one system is not; satisfied when all are; otherwise something remains to be measured.</summary>
    public FindingStatus Status =>
        Findings.Any(f => f.Status == FindingStatus.NotSatisfied) ? FindingStatus.NotSatisfied
        : Findings.Count > 0 && Findings.All(f => f.Status == FindingStatus.Satisfied) ? FindingStatus.Satisfied
        : FindingStatus.NotMeasured;
}
