namespace Lab.Tuning.Settings;

/// <summary>A server's settings could not be read. The message says why.</summary>
internal sealed class ServerUnreachableException(string server, string reason) : Exception($"{server} cannot be read: {reason}");
