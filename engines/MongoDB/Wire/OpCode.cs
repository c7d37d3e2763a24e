namespace Lab.Engines.MongoDB.Wire;

/// <summary>The protocol's message types. Source: MongoDB manual, "MongoDB Wire Protocol".</summary>
internal enum OpCode
{
    Reply = 1,
    Query = 2004,
    Compressed = 2012,
    Message = 2013,
}
