namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a network in which endpoints have addresses.</summary>
/// <param name="Value">The name.</param>
public record NetworkIdentifier(string Value);
