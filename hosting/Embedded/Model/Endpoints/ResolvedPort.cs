namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port and where it comes from.</summary>
public readonly struct ResolvedPort
{
    /// <summary>The port; null for none.</summary>
    public int? Value { get; init; }

    /// <summary>Whether it was handed out by an allocator.</summary>
    public bool IsAllocated { get; init; }

    /// <summary>Whether it follows from the endpoint's scheme or its other port.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>A port that was handed out.</summary>
    public static ResolvedPort Allocated(int port) => new() { Value = port, IsAllocated = true };

    /// <summary>A port that was asked for.</summary>
    public static ResolvedPort Explicit(int port) => new() { Value = port };

    /// <summary>A port that follows from something else.</summary>
    public static ResolvedPort Implicit(int port) => new() { Value = port, IsImplicit = true };

    /// <summary>No port.</summary>
    public static ResolvedPort None() => default;

    /// <summary>Gets the port.</summary>
    public static implicit operator int?(ResolvedPort resolvedPort) => resolvedPort.Value;
}
