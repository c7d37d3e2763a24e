namespace Lab.ServiceDefaults.Databases;

/// <summary>The service's database was not reached and brought up to date yet. Answered with 503.</summary>
/// <param name="message">Why, without a connection's details.</param>
public sealed class DatabaseNotReadyException(string message) : Exception(message);
