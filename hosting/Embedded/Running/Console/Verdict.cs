namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>What is to be said of a resource while an application starts.</summary>
internal enum Verdict
{
    /// <summary>It is on its way.</summary>
    Pending,

    /// <summary>It is healthy, or has done its work.</summary>
    Healthy,

    /// <summary>It will not become healthy without help.</summary>
    Failed,

    /// <summary>It starts on demand only, and was not asked to.</summary>
    NotAwaited,
}
