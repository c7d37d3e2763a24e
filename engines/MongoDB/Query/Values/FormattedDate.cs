using System.Globalization;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>A date read by a format, specifier by specifier.</summary>
internal sealed class FormattedDate
{
    private readonly string _text;
    private int _at;
    private int? _year, _month, _day, _dayOfYear, _isoYear, _isoWeek, _isoDay;
    private int _hour, _minute, _second, _millisecond;
    private TimeSpan? _offset;

    public FormattedDate(string text, string format)
    {
        _text = text;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                Literal(format[i]);
            }
            else if (++i < format.Length)
            {
                Part(format[i]);
            }
            else
            {
                throw Errors.CommandException.Location(18535, "Unmatched '%' at end of format string");
            }
        }

        if (_at != text.Length)
        {
            throw DateParser.Failed(text, "trailing data");
        }
    }

    public DateTime ToUtc(TimeZoneOffset zone)
    {
        DateTime day;
        try
        {
            day = Day();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw DateParser.Failed(_text, "there is no such day");
        }

        var local = day.Add(new TimeSpan(0, _hour, _minute, _second, _millisecond));
        return _offset is not { } offset ? zone.ToUtc(local)
            : zone.IsUtc ? DateTime.SpecifyKind(local - offset, DateTimeKind.Utc)
            : throw DateParser.Failed(_text, "you cannot pass in a date/time string with GMT offset together with a timezone argument");
    }

    private DateTime Day()
    {
        if (_isoYear is { } isoYear)
        {
            return ISOWeek.ToDateTime(isoYear, _isoWeek ?? 1, (_isoDay ?? 1) == 7 ? DayOfWeek.Sunday : (DayOfWeek)(_isoDay ?? 1));
        }

        var year = _year ?? throw DateParser.Failed(_text, "an incomplete date/time string has been found, with elements missing");
        return _dayOfYear is { } number
            ? new DateTime(year, 1, 1).AddDays(number - 1)
            : new DateTime(year, _month ?? throw DateParser.Failed(_text, "an incomplete date/time string has been found, with elements missing"), _day ?? throw DateParser.Failed(_text, "an incomplete date/time string has been found, with elements missing"));
    }

    private void Literal(char expected)
    {
        if (_at >= _text.Length || _text[_at++] != expected)
        {
            throw DateParser.Failed(_text, "the format does not match the text");
        }
    }

    private void Part(char specifier)
    {
        switch (specifier)
        {
            case '%': Literal('%'); break;
            case 'Y': _year = Number(4, 4, 1, 9999); break;
            case 'm': _month = Number(1, 2, 1, 12); break;
            case 'd': _day = Number(1, 2, 1, 31); break;
            case 'H': _hour = Number(1, 2, 0, 23); break;
            case 'M': _minute = Number(1, 2, 0, 59); break;
            case 'S': _second = Number(1, 2, 0, 59); break;
            case 'L': _millisecond = Number(1, 3, 0, 999); break;
            case 'j': _dayOfYear = Number(1, 3, 1, 366); break;
            case 'G': _isoYear = Number(4, 4, 1, 9999); break;
            case 'V': _isoWeek = Number(1, 2, 1, 53); break;
            case 'u': _isoDay = Number(1, 1, 1, 7); break;
            case 'b': _month = Month(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames); break;
            case 'B': _month = Month(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames); break;
            case 'z': _offset = Offset(); break;
            case 'Z': _offset = TimeSpan.FromMinutes(Sign() * Number(1, 4, 0, 14 * 60)); break;
            default: throw Errors.CommandException.Location(18536, $"Invalid format character '%{specifier}' in format string");
        }
    }

    private TimeSpan Offset()
    {
        if (_at < _text.Length && _text[_at] == 'Z')
        {
            _at++;
            return TimeSpan.Zero;
        }

        var sign = Sign();
        var hours = Number(2, 2, 0, 14);
        if (_at < _text.Length && _text[_at] == ':')
        {
            _at++;
        }

        return sign * new TimeSpan(hours, Number(2, 2, 0, 59), 0);
    }

    private int Sign()
    {
        var sign = _at < _text.Length ? _text[_at++] : ' ';
        return sign switch { '+' => 1, '-' => -1, _ => throw DateParser.Failed(_text, "a sign is missing before the offset") };
    }

    private int Number(int least, int most, int min, int max)
    {
        var start = _at;
        while (_at < _text.Length && _at - start < most && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _at - start >= least && int.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture) is var value && value >= min && value <= max
            ? value
            : throw DateParser.Failed(_text, $"a number of {min} to {max} is missing at position {start}");
    }

    private int Month(string[] names)
    {
        var found = Array.FindIndex(names, n => n.Length > 0 && _text.AsSpan(_at).StartsWith(n, StringComparison.OrdinalIgnoreCase));
        if (found < 0)
        {
            throw DateParser.Failed(_text, "the name of a month is missing");
        }

        _at += names[found].Length;
        return found + 1;
    }
}
