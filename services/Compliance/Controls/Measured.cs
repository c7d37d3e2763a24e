namespace Lab.Compliance.Controls;

/// <summary>An assessment in short.</summary>
/// <param name="Assessment">Its id.</param>
/// <param name="Status">What was found over all systems.</param>
/// <param name="At">When it was complete.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Satisfied">How many systems are as the control asks.</param>
/// <param name="NotSatisfied">How many are not.</param>
/// <param name="NotMeasured">How many could not be measured.</param>
internal sealed record Measured(Guid Assessment, FindingStatus Status, DateTimeOffset At, string By, int Satisfied, int NotSatisfied, int NotMeasured)
{
    public static Measured Of(Assessment assessment) => new(
        assessment.Id,
        assessment.Status,
        assessment.FinishedAt,
        assessment.AssessedBy,
        Count(assessment, FindingStatus.Satisfied),
        Count(assessment, FindingStatus.NotSatisfied),
        Count(assessment, FindingStatus.NotMeasured));

    private static int Count(Assessment assessment, FindingStatus status) => assessment.Findings.Count(f => f.Status == status);
}
