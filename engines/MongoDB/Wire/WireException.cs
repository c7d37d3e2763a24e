namespace Lab.Engines.MongoDB.Wire;

/// <summary>What was received is no message of the protocol: the connection is closed.</summary>
internal sealed class WireException(string message) : Exception(message);
