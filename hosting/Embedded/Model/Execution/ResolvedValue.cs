namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value and whether a secret is in it.</summary>
internal readonly record struct ResolvedValue(string? Value, bool IsSensitive);
