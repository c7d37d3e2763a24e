namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether anyone follows a resource's log.</summary>
/// <param name="Name">The resource's identifier.</param>
/// <param name="AnySubscribers">Whether anyone does.</param>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
