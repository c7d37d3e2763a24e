using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>Errors as documents.</summary>
internal static class ErrorReply
{
    public static BsonDocument Of(CommandException error, bool inTransaction)
    {
        var reply = new BsonDocument { { "ok", 0.0 }, { "errmsg", error.Message }, { "code", error.Code }, { "codeName", error.CodeName } };
        if (error.Details is not null)
        {
            reply.AddRange(error.Details);
        }

        // While it stops, a client may try again on the server that comes back.
        var labels = new BsonArray();
        if (inTransaction && (error.IsTransient || error.Code == (int)ErrorCode.InterruptedAtShutdown))
        {
            labels.Add("TransientTransactionError");
        }
        else if (error.Code == (int)ErrorCode.InterruptedAtShutdown)
        {
            labels.Add("RetryableWriteError");
        }

        if (labels.Count > 0)
        {
            reply["errorLabels"] = labels;
        }

        return reply;
    }

    /// <summary>One entry of a write command's writeErrors.</summary>
    public static BsonDocument OfWrite(int index, CommandException error)
    {
        var entry = new BsonDocument { { "index", index }, { "code", error.Code }, { "errmsg", error.Message } };
        return error.Details is null ? entry : entry.AddRange(error.Details);
    }
}
