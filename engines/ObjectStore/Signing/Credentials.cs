namespace Lab.Engines.ObjectStore.Signing;

/// <summary>The one pair of keys that this server knows.</summary>
internal sealed record Credentials(string AccessKey, string SecretKey);
