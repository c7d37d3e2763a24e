namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is waited for.</summary>
public enum WaitType
{
    /// <summary>That the resource runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>That the resource has exited.</summary>
    WaitForCompletion,

    /// <summary>That the resource runs.</summary>
    WaitUntilStarted,
}
