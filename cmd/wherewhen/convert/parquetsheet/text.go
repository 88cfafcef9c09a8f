package parquetsheet

import (
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// textOf returns what writes the values of a column: dates and times as ISO
// 8601 has them, numbers without an exponent, a number that is none as nothing,
// bytes that are no text as hexadecimal digits.
func textOf(c *parquet.Column) func(v parquet.Value) string {
	if t := c.Type().LogicalType(); t != nil {
		switch t := t.Value.(type) {
		case *format.DateType:
			return func(v parquet.Value) string {
				return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
			}
		case *format.TimestampType:
			zone := ""
			if t.IsAdjustedToUTC {
				zone = "Z"
			}
			unit := lengthOf(t.Unit)
			return func(v parquet.Value) string { return moment(v.Int64(), unit) + zone }
		case *format.TimeType:
			unit := lengthOf(t.Unit)
			return func(v parquet.Value) string {
				n := v.Int64()
				if v.Kind() == parquet.Int32 {
					n = int64(v.Int32())
				}
				_, clock, _ := strings.Cut(moment(n, unit), "T")
				return clock
			}
		case *format.DecimalType:
			return func(v parquet.Value) string { return decimal(v, int(t.Scale)) }
		case *format.IntType:
			if !t.IsSigned {
				return func(v parquet.Value) string {
					if v.Kind() == parquet.Int32 {
						return strconv.FormatUint(uint64(v.Uint32()), 10)
					}
					return strconv.FormatUint(v.Uint64(), 10)
				}
			}
		case *format.UUIDType:
			return func(v parquet.Value) string {
				b := hex.EncodeToString(v.ByteArray())
				if len(b) != 32 {
					return b
				}
				return b[:8] + "-" + b[8:12] + "-" + b[12:16] + "-" + b[16:20] + "-" + b[20:]
			}
		}
	}
	return plain
}

func plain(v parquet.Value) string {
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case parquet.Int32:
		return strconv.FormatInt(int64(v.Int32()), 10)
	case parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case parquet.Int96:
		return moment96(v)
	case parquet.Float:
		return number(float64(v.Float()), 32)
	case parquet.Double:
		return number(v.Double(), 64)
	case parquet.ByteArray, parquet.FixedLenByteArray:
		if b := v.ByteArray(); utf8.Valid(b) {
			return string(b)
		}
		return hex.EncodeToString(v.ByteArray())
	}
	return ""
}

// number writes a number; programs for statistics write the one that is none for
// a missing one.
func number(n float64, bits int) string {
	if math.IsNaN(n) {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, bits)
}

// lengthOf is that of a unit of time in nanoseconds.
func lengthOf(u format.TimeUnit) int64 {
	switch u.Value.(type) {
	case *format.MilliSeconds:
		return 1e6
	case *format.MicroSeconds:
		return 1e3
	}
	return 1
}

// moment writes a time in units since 1970.
func moment(n, unit int64) string {
	perSecond := int64(1e9) / unit
	seconds, rest := n/perSecond, n%perSecond
	if rest < 0 {
		seconds, rest = seconds-1, rest+perSecond
	}
	return time.Unix(seconds, rest*unit).UTC().Format("2006-01-02T15:04:05.999999999")
}

// moment96 writes a time as older programs do: nanoseconds of a day, and the
// Julian number of it.
func moment96(v parquet.Value) string {
	t := v.Int96()
	const epoch = 2440588 // 1970-01-01
	nanoseconds := int64(t[1])<<32 | int64(t[0])
	return moment((int64(t[2])-epoch)*24*60*60*1e3+nanoseconds/1e6, 1e6)
}

// decimal writes a number that is n/10^scale.
func decimal(v parquet.Value, scale int) string {
	n := new(big.Int)
	switch v.Kind() {
	case parquet.Int32:
		n.SetInt64(int64(v.Int32()))
	case parquet.Int64:
		n.SetInt64(v.Int64())
	default:
		b := v.ByteArray()
		n.SetBytes(b)
		if len(b) > 0 && b[0] >= 0x80 { // two's complement
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
	}
	if scale <= 0 || scale > 1000 {
		return n.String()
	}
	digits := new(big.Int).Abs(n).String()
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	text := digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	if n.Sign() < 0 {
		return "-" + text
	}
	return text
}
