using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.ServiceDefaults.Health;

/// <summary>The body of <c>/health</c> and <c>/alive</c>. Reasons are shown, exceptions are not.</summary>
internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthAnswerCheck> Checks)
{
    public static HealthAnswer From(HealthReport report) => new(
        report.Status.ToString(),
        [.. report.Entries.Select(e => new HealthAnswerCheck(e.Key, e.Value.Status.ToString(), e.Value.Description))]);
}
