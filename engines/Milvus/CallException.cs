using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus;

/// <summary>A call fails, as Milvus says it: with the code of servers from 2.3 on, the code of older ones, and a reason.</summary>
internal sealed class CallException(int code, ErrorCode errorCode, string reason) : Exception(reason)
{
    /// <summary>The code of an error that Milvus gives no code of its own.</summary>
    public const int UnexpectedCode = 65535;

    public const int InvalidParameterCode = 1100;

    public int Code { get; } = code;

    public ErrorCode ErrorCode { get; } = errorCode;

    public static CallException Unexpected(string reason) => new(UnexpectedCode, ErrorCode.UnexpectedError, reason);

    public static CallException Invalid(string reason) => new(InvalidParameterCode, ErrorCode.IllegalArgument, reason);

    /// <summary>What the emulator does not do, where Milvus would: never a silent success.</summary>
    public static CallException Unsupported(string what) => Invalid($"{what} is not supported by this emulator of Milvus");

    public static CallException CollectionNotFound(string database, string name) =>
        new(100, ErrorCode.CollectionNotExists, $"collection not found[database={database}][collection={name}]");

    public static CallException NotLoaded(long collection) =>
        new(101, ErrorCode.UnexpectedError, $"collection not loaded[collection={collection}]");

    public static CallException PartitionNotFound(string name) =>
        new(200, ErrorCode.MetaFailed, $"partition not found[partition={name}]");

    public static CallException IndexNotFound(string name) =>
        new(700, ErrorCode.IndexNotExist, $"index not found[{name}]");

    public static CallException DatabaseNotFound(string name) =>
        new(800, ErrorCode.UnexpectedError, $"database not found[database={name}]");

    public Status ToStatus() => new() { ErrorCode = ErrorCode, Code = Code, Reason = Message, Detail = Message };
}
