namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state as it is shown.</summary>
/// <param name="Text">The state, for example <c>Running</c>.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>Makes a state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}
