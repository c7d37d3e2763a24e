namespace Lab.ServiceDefaults;

/// <summary>The service cannot start as it is configured. The message is one line that says what is wrong and how to mend it.</summary>
/// <param name="message">The line.</param>
public sealed class ServiceConfigurationException(string message) : Exception(message);
