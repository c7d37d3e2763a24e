namespace Lab.Engines.MongoDB.Storage;

/// <summary>A command that waits for the writer.</summary>
internal abstract class WriteRequest
{
    /// <summary>Runs on the writer's thread; what it throws undoes it alone.</summary>
    public abstract void Run(WriteUnit unit);

    /// <summary>What it wrote is durable.</summary>
    public abstract void Committed();

    public abstract void Failed(Exception error);
}
