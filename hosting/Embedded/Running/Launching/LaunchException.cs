namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>A resource cannot be started; the message is one line that names what is wrong and how to mend it.</summary>
internal sealed class LaunchException(string message, Exception? innerException = null) : Exception(message, innerException);
