namespace Lab.Repository;

/// <summary>A repository cannot do what was asked. The message is one line: what is wrong, where, and what is allowed.</summary>
/// <param name="error">The kind.</param>
/// <param name="message">One line.</param>
/// <param name="innerException">What lies below, if anything.</param>
public sealed class RepositoryException(RepositoryError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The kind.</summary>
    public RepositoryError Error { get; } = error;
}
