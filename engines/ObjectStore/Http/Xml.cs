using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>Reads and writes the XML documents of S3's API.</summary>
internal static class Xml
{
    public static readonly XNamespace Space = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>The most bytes of a document: a list of 10,000 parts or 1,000 keys fits.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>Reads the body's document, in whatever namespace, without entities.</summary>
    public static async Task<XElement> ReadAsync(S3Request request, string root)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(chunk, request.Cancelled)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MostBytes)
            {
                throw new S3Exception(400, "MaxMessageLengthExceeded", "The document is larger than 4 MiB.");
            }
        }

        return Parse(buffer.ToArray(), root);
    }

    public static XElement Parse(byte[] document, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes });
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw S3Exception.MalformedXml($"The document is a '{element.Name.LocalName}'; expected is a '{root}'.");
        }
        catch (XmlException)
        {
            throw S3Exception.MalformedXml();
        }
    }

    /// <summary>A child's text, whatever its namespace.</summary>
    public static string? Text(this XElement element, string name) => element.Child(name)?.Value;

    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);

    public static XElement Element(string name, params object?[] content) => new(Space + name, content);

    public static async Task WriteAsync(HttpResponse response, XElement document, int status = 200)
    {
        var bytes = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Clean(document).ToString(SaveOptions.DisableFormatting));
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Keys may hold characters that XML cannot; whoever has such asks for them URL-encoded.</summary>
    private static XElement Clean(XElement document)
    {
        foreach (var text in document.DescendantNodes().OfType<XText>())
        {
            if (text.Value.Any(c => !XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c)))
            {
                text.Value = string.Concat(text.Value.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
            }
        }

        return document;
    }
}
