using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Server;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>The writes of one command: counts them, and keeps what went wrong with each. In a transaction a conflict ends the command.</summary>
internal sealed class WriteBatch(bool ordered, bool inTransaction)
{
    private readonly BsonArray _errors = [];

    /// <summary>How many documents were inserted, matched or deleted.</summary>
    public long Count { get; set; }

    /// <summary>Whether the rest is not tried.</summary>
    public bool IsOver => ordered && _errors.Count > 0;

    /// <exception cref="CommandException">InvalidLength: no writes, or too many.</exception>
    public static void CheckCount(int count)
    {
        if (count is 0 or > ServerState.MaxWriteBatch)
        {
            throw new CommandException(ErrorCode.InvalidLength, $"Write batch sizes must be between 1 and {ServerState.MaxWriteBatch}. Got {count} operations.");
        }
    }

    public void Try(int index, Action write)
    {
        try
        {
            write();
        }
        catch (CommandException error) when (!(inTransaction && error.IsTransient))
        {
            _errors.Add(ErrorReply.OfWrite(index, error));
        }
    }

    public BsonDocument Reply()
    {
        var reply = new BsonDocument("n", (int)Count);
        if (_errors.Count > 0)
        {
            reply["writeErrors"] = _errors;
        }

        return reply;
    }
}
