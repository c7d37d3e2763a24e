namespace Aspire.Hosting;

/// <summary>What the application was started for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run its resources on this machine.</summary>
    Run,

    /// <summary>To write what describes them elsewhere.</summary>
    Publish,
}
