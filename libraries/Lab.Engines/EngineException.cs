namespace Lab.Engines;

/// <summary>An engine cannot go on. The message is one line: what is wrong and how to mend it.</summary>
public sealed class EngineException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line, without secrets.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public EngineException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
