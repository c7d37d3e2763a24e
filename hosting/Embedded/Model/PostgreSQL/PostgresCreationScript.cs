namespace Aspire.Hosting.ApplicationModel;

/// <summary>The statement that creates a database, instead of a plain CREATE DATABASE.</summary>
internal sealed class PostgresCreationScript(string script) : IResourceAnnotation
{
    public string Script { get; } = script;
}
