namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>All that the API tells of a resource: what it lists, and more.</summary>
internal sealed record PageResourceDetails : PageResource
{
    public PageResourceDetails(PageResource listed)
        : base(listed)
    {
    }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>Further facts; secrets are masked.</summary>
    public required IReadOnlyList<PageFact> Properties { get; init; }

    /// <summary>The environment it was started with; secrets and connection strings are masked.</summary>
    public required IReadOnlyList<PageFact> Environment { get; init; }

    /// <summary>The resources it has to do with.</summary>
    public required IReadOnlyList<PageRelationship> Relationships { get; init; }

    /// <summary>What is mounted into it.</summary>
    public required IReadOnlyList<PageVolume> Volumes { get; init; }
}
