namespace Aspire.Hosting.ApplicationModel;

/// <summary>How often a Redis server writes its data to disk.</summary>
internal sealed record RedisPersistence(TimeSpan Interval, long KeysChangedThreshold) : IResourceAnnotation;
