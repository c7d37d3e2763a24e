namespace Aspire.Hosting;

/// <summary>From what an execution context is made.</summary>
public class DistributedApplicationExecutionContextOptions
{
    /// <summary>Creates options for an operation.</summary>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation)
    {
        Operation = operation;
    }

    /// <summary>Creates options for an operation.</summary>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string? publisherName)
    {
        Operation = operation;
        PublisherName = publisherName;
    }

    /// <summary>What the application was started for.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>The publisher, when publishing.</summary>
    public string? PublisherName { get; }

    /// <summary>The services of the host, once it is built.</summary>
    internal IServiceProvider? Services { get; set; }
}
