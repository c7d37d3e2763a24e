using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is shown of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>The kind, for example <c>Container</c> or <c>Project</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Further facts, by name.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was last started, in UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended, in UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>The state; null before it has one.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The code with which it exited.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The worst of the health reports while it runs: healthy without any check, unknown until each has reported.</summary>
    public HealthStatus? HealthStatus => ComputeHealthStatus(HealthReports, State?.Text);

    /// <summary>The last result of each health check.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The environment it was started with.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>The addresses it is reached by.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>What is mounted into it.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>What can be done with it.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>The resources it has to do with.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Counts what was published of the resource, from 1.</summary>
    internal long Version { get; init; }

    /// <summary>The event that the resource is ready, once it was published.</summary>
    internal EventSnapshot? ResourceReadyEvent { get; init; }

    /// <summary>Whether it is left out of what is shown.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The name of its icon.</summary>
    public string? IconName { get; init; }

    /// <summary>The variant of its icon.</summary>
    public IconVariant? IconVariant { get; init; }

    private static HealthStatus? ComputeHealthStatus(ImmutableArray<HealthReportSnapshot> reports, string? state)
    {
        if (state != KnownResourceStates.Running)
        {
            return null;
        }

        return reports.Length == 0
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            : reports.Min(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
    }
}
