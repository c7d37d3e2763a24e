namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that have a meaning to the host.</summary>
public static class KnownResourceStates
{
    /// <summary>It runs and serves its purpose without a process of its own.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>Its image or program is being built.</summary>
    public static readonly string Building = nameof(Building);

    /// <summary>It ended by itself with a code other than zero, or was stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>It ended by itself, successfully.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It starts only on demand.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>What would run it is not available.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>It is about to run.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It is about to end.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>The states from which a resource does not come back by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];

    /// <summary>The states in which a resource can be built.</summary>
    public static readonly IReadOnlyList<string> BuildableStates = [Running, Waiting, Finished, FailedToStart, Exited];
}
