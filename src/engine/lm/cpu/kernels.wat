;; SIMD kernels of the CPU backend. Compiled to kernels-binary.ts by scripts/compile-cpu-kernels.ts.
;; Pointers and strides are in bytes, counts in elements. Row lengths (columns, dims) are multiples of 8.
(module
  (import "env" "memory" (memory 1))

  ;; The sum of the four lanes.
  (func $sum (param $v v128) (result f32)
    (local $pairs v128)
    (local.set $pairs (f32x4.add (local.get $v)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
    (f32.add (f32x4.extract_lane 0 (local.get $pairs)) (f32x4.extract_lane 1 (local.get $pairs))))

  ;; The sums of the lanes of four vectors, as one vector.
  (func $sums (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result v128)
    (local $ab v128) (local $cd v128)
    ;; [a0+a2, b0+b2, a1+a3, b1+b3], the same for c and d
    (local.set $ab (f32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
    (local.set $cd (f32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
    (f32x4.add
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $ab) (local.get $cd))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $ab) (local.get $cd))))

  ;; ---- Matrix product: y[t][r] = sum over c of w[r][c] * x[t][c] ----

  ;; Two rows, four tokens; eight columns a turn, because moving seven pointers costs as much as four columns.
  (func $product2x4 (param $w i32) (param $columns i32) (param $x i32) (param $xStride i32) (param $y i32) (param $yStride i32)
    (local $w1 i32) (local $x1 i32) (local $x2 i32) (local $x3 i32) (local $end i32)
    (local $a v128) (local $b v128) (local $v v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local.set $end (i32.add (local.get $w) (i32.shl (local.get $columns) (i32.const 2))))
    (local.set $w1 (local.get $end))
    (local.set $x1 (i32.add (local.get $x) (local.get $xStride)))
    (local.set $x2 (i32.add (local.get $x1) (local.get $xStride)))
    (local.set $x3 (i32.add (local.get $x2) (local.get $xStride)))
    (loop $next
      (local.set $a (v128.load (local.get $w)))
      (local.set $b (v128.load (local.get $w1)))
      (local.set $v (v128.load (local.get $x)))
      (local.set $a0 (f32x4.add (local.get $a0) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b0 (f32x4.add (local.get $b0) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $v (v128.load (local.get $x1)))
      (local.set $a1 (f32x4.add (local.get $a1) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b1 (f32x4.add (local.get $b1) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $v (v128.load (local.get $x2)))
      (local.set $a2 (f32x4.add (local.get $a2) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b2 (f32x4.add (local.get $b2) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $v (v128.load (local.get $x3)))
      (local.set $a3 (f32x4.add (local.get $a3) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b3 (f32x4.add (local.get $b3) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $a (v128.load offset=16 (local.get $w)))
      (local.set $b (v128.load offset=16 (local.get $w1)))
      (local.set $v (v128.load offset=16 (local.get $x)))
      (local.set $a0 (f32x4.add (local.get $a0) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b0 (f32x4.add (local.get $b0) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $v (v128.load offset=16 (local.get $x1)))
      (local.set $a1 (f32x4.add (local.get $a1) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b1 (f32x4.add (local.get $b1) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $v (v128.load offset=16 (local.get $x2)))
      (local.set $a2 (f32x4.add (local.get $a2) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b2 (f32x4.add (local.get $b2) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $v (v128.load offset=16 (local.get $x3)))
      (local.set $a3 (f32x4.add (local.get $a3) (f32x4.mul (local.get $a) (local.get $v))))
      (local.set $b3 (f32x4.add (local.get $b3) (f32x4.mul (local.get $b) (local.get $v))))
      (local.set $w1 (i32.add (local.get $w1) (i32.const 32)))
      (local.set $x (i32.add (local.get $x) (i32.const 32)))
      (local.set $x1 (i32.add (local.get $x1) (i32.const 32)))
      (local.set $x2 (i32.add (local.get $x2) (i32.const 32)))
      (local.set $x3 (i32.add (local.get $x3) (i32.const 32)))
      (br_if $next (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 32))) (local.get $end))))
    ;; $v = [a0, b0, a1, b1], $a = [a2, b2, a3, b3]
    (local.set $v (call $sums (local.get $a0) (local.get $b0) (local.get $a1) (local.get $b1)))
    (local.set $a (call $sums (local.get $a2) (local.get $b2) (local.get $a3) (local.get $b3)))
    (v128.store64_lane 0 (local.get $y) (local.get $v))
    (local.set $y (i32.add (local.get $y) (local.get $yStride)))
    (v128.store64_lane 1 (local.get $y) (local.get $v))
    (local.set $y (i32.add (local.get $y) (local.get $yStride)))
    (v128.store64_lane 0 (local.get $y) (local.get $a))
    (local.set $y (i32.add (local.get $y) (local.get $yStride)))
    (v128.store64_lane 1 (local.get $y) (local.get $a)))

  ;; Four rows, one token.
  (func $product4x1 (param $w i32) (param $columns i32) (param $x i32) (param $y i32)
    (local $w1 i32) (local $w2 i32) (local $w3 i32) (local $end i32) (local $v v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $w1 (i32.add (local.get $w) (i32.shl (local.get $columns) (i32.const 2))))
    (local.set $w2 (i32.add (local.get $w1) (i32.shl (local.get $columns) (i32.const 2))))
    (local.set $w3 (i32.add (local.get $w2) (i32.shl (local.get $columns) (i32.const 2))))
    (local.set $end (local.get $w1))
    (loop $next
      (local.set $v (v128.load (local.get $x)))
      (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $v) (v128.load (local.get $w)))))
      (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $v) (v128.load (local.get $w1)))))
      (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $v) (v128.load (local.get $w2)))))
      (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $v) (v128.load (local.get $w3)))))
      (local.set $x (i32.add (local.get $x) (i32.const 16)))
      (local.set $w1 (i32.add (local.get $w1) (i32.const 16)))
      (local.set $w2 (i32.add (local.get $w2) (i32.const 16)))
      (local.set $w3 (i32.add (local.get $w3) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 16))) (local.get $end))))
    (v128.store (local.get $y) (call $sums (local.get $a) (local.get $b) (local.get $c) (local.get $d))))

  ;; One row, one token.
  (func $product1x1 (param $w i32) (param $columns i32) (param $x i32) (param $y i32)
    (local $end i32) (local $a v128)
    (local.set $end (i32.add (local.get $w) (i32.shl (local.get $columns) (i32.const 2))))
    (loop $next
      (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load (local.get $x)) (v128.load (local.get $w)))))
      (local.set $x (i32.add (local.get $x) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 16))) (local.get $end))))
    (f32.store (local.get $y) (call $sum (local.get $a))))

  (func (export "product")
    (param $w i32) (param $rows i32) (param $columns i32)
    (param $x i32) (param $xStride i32) (param $y i32) (param $yStride i32) (param $tokens i32)
    (local $row i32) (local $token i32) (local $tiled i32) (local $rowBytes i32) (local $wr i32) (local $yr i32)
    (local.set $rowBytes (i32.shl (local.get $columns) (i32.const 2)))
    ;; Tokens by four: pairs of rows stay in the nearest cache while all tokens pass.
    (local.set $tiled (i32.and (local.get $tokens) (i32.const -4)))
    (if (local.get $tiled) (then
      (block $rowsDone
        (loop $rowPair
          (br_if $rowsDone (i32.gt_u (i32.add (local.get $row) (i32.const 2)) (local.get $rows)))
          (local.set $wr (i32.add (local.get $w) (i32.mul (local.get $row) (local.get $rowBytes))))
          (local.set $yr (i32.add (local.get $y) (i32.shl (local.get $row) (i32.const 2))))
          (local.set $token (i32.const 0))
          (loop $fourTokens
            (call $product2x4 (local.get $wr) (local.get $columns)
              (i32.add (local.get $x) (i32.mul (local.get $token) (local.get $xStride))) (local.get $xStride)
              (i32.add (local.get $yr) (i32.mul (local.get $token) (local.get $yStride))) (local.get $yStride))
            (br_if $fourTokens (i32.lt_u
              (local.tee $token (i32.add (local.get $token) (i32.const 4))) (local.get $tiled))))
          (local.set $row (i32.add (local.get $row) (i32.const 2)))
          (br $rowPair)))
      ;; An odd last row.
      (if (i32.lt_u (local.get $row) (local.get $rows)) (then
        (local.set $wr (i32.add (local.get $w) (i32.mul (local.get $row) (local.get $rowBytes))))
        (local.set $yr (i32.add (local.get $y) (i32.shl (local.get $row) (i32.const 2))))
        (local.set $token (i32.const 0))
        (loop $oneToken
          (call $product1x1 (local.get $wr) (local.get $columns)
            (i32.add (local.get $x) (i32.mul (local.get $token) (local.get $xStride)))
            (i32.add (local.get $yr) (i32.mul (local.get $token) (local.get $yStride))))
          (br_if $oneToken (i32.lt_u
            (local.tee $token (i32.add (local.get $token) (i32.const 1))) (local.get $tiled))))))))
    ;; The other tokens, one at a time.
    (local.set $token (local.get $tiled))
    (block $done
      (loop $nextToken
        (br_if $done (i32.ge_u (local.get $token) (local.get $tokens)))
        (local.set $row (i32.const 0))
        (block $rowsDone
          (loop $fourRows
            (br_if $rowsDone (i32.gt_u (i32.add (local.get $row) (i32.const 4)) (local.get $rows)))
            (call $product4x1
              (i32.add (local.get $w) (i32.mul (local.get $row) (local.get $rowBytes))) (local.get $columns)
              (i32.add (local.get $x) (i32.mul (local.get $token) (local.get $xStride)))
              (i32.add (i32.add (local.get $y) (i32.shl (local.get $row) (i32.const 2)))
                (i32.mul (local.get $token) (local.get $yStride))))
            (local.set $row (i32.add (local.get $row) (i32.const 4)))
            (br $fourRows)))
        (block $allRows
          (loop $oneRow
            (br_if $allRows (i32.ge_u (local.get $row) (local.get $rows)))
            (call $product1x1
              (i32.add (local.get $w) (i32.mul (local.get $row) (local.get $rowBytes))) (local.get $columns)
              (i32.add (local.get $x) (i32.mul (local.get $token) (local.get $xStride)))
              (i32.add (i32.add (local.get $y) (i32.shl (local.get $row) (i32.const 2)))
                (i32.mul (local.get $token) (local.get $yStride))))
            (local.set $row (i32.add (local.get $row) (i32.const 1)))
            (br $oneRow)))
        (local.set $token (i32.add (local.get $token) (i32.const 1)))
        (br $nextToken))))

  ;; The product for one token with q8 rows as they are stored: each group is summed, then scaled.
  ;; One token does not pay for widening the rows first, but for widening their f16 scales: $room takes those of a row.
  (func (export "productQ8")
    (param $w i32) (param $scales i32) (param $rows i32) (param $columns i32) (param $x i32) (param $y i32) (param $room i32)
    (local $end i32) (local $at i32) (local $scale i32) (local $total v128) (local $q v128)
    (loop $row
      (local.set $end (i32.add (local.get $w) (local.get $columns)))
      (call $widenF16 (local.get $scales) (local.get $room)
        (i32.shr_u (i32.add (local.get $columns) (i32.const 127)) (i32.const 7)))
      (local.set $scales (i32.add (local.get $scales) (i32.shr_u (local.get $columns) (i32.const 4))))
      (local.set $scale (local.get $room))
      (local.set $at (local.get $x))
      (local.set $total (v128.const i32x4 0 0 0 0))
      (loop $group
        (local.set $total (f32x4.add (local.get $total) (f32x4.mul (v128.load32_splat (local.get $scale))
          (f32x4.add
            (f32x4.add
              (f32x4.add
                (f32x4.mul (v128.load (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s
                  (local.tee $q (v128.load8x8_s (local.get $w))))))
                (f32x4.mul (v128.load offset=16 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s
                  (local.get $q)))))
              (f32x4.add
                (f32x4.mul (v128.load offset=32 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s
                  (local.tee $q (v128.load8x8_s offset=8 (local.get $w))))))
                (f32x4.mul (v128.load offset=48 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s
                  (local.get $q))))))
            (f32x4.add
              (f32x4.add
                (f32x4.mul (v128.load offset=64 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s
                  (local.tee $q (v128.load8x8_s offset=16 (local.get $w))))))
                (f32x4.mul (v128.load offset=80 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s
                  (local.get $q)))))
              (f32x4.add
                (f32x4.mul (v128.load offset=96 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s
                  (local.tee $q (v128.load8x8_s offset=24 (local.get $w))))))
                (f32x4.mul (v128.load offset=112 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s
                  (local.get $q))))))))))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (local.set $scale (i32.add (local.get $scale) (i32.const 4)))
        (br_if $group (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 32))) (local.get $end))))
      (f32.store (local.get $y) (call $sum (local.get $total)))
      (local.set $y (i32.add (local.get $y) (i32.const 4)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The same for groups of 32 nibbles, low nibble first, value q - 7.
  (func (export "productQ4")
    (param $w i32) (param $scales i32) (param $rows i32) (param $columns i32) (param $x i32) (param $y i32) (param $room i32)
    (local $end i32) (local $at i32) (local $scale i32) (local $total v128) (local $sum v128)
    (local $packed v128) (local $low v128) (local $high v128) (local $bytes v128) (local $half v128)
    (loop $row
      (local.set $end (i32.add (local.get $w) (i32.shr_u (local.get $columns) (i32.const 1))))
      (call $widenF16 (local.get $scales) (local.get $room)
        (i32.shr_u (i32.add (local.get $columns) (i32.const 127)) (i32.const 7)))
      (local.set $scales (i32.add (local.get $scales) (i32.shr_u (local.get $columns) (i32.const 4))))
      (local.set $scale (local.get $room))
      (local.set $at (local.get $x))
      (local.set $total (v128.const i32x4 0 0 0 0))
      (loop $group
        (local.set $packed (v128.load (local.get $w)))
        (local.set $low (i8x16.sub
          (v128.and (local.get $packed) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
          (v128.const i32x4 0x07070707 0x07070707 0x07070707 0x07070707)))
        (local.set $high (i8x16.sub
          (i8x16.shr_u (local.get $packed) (i32.const 4))
          (v128.const i32x4 0x07070707 0x07070707 0x07070707 0x07070707)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $bytes
          (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $low) (local.get $high)))
        (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.add
          (f32x4.mul (v128.load offset=0 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
          (f32x4.mul (v128.load offset=16 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half)))))))
        (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.add
          (f32x4.mul (v128.load offset=32 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
          (f32x4.mul (v128.load offset=48 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half)))))))
        (local.set $bytes
          (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $low) (local.get $high)))
        (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.add
          (f32x4.mul (v128.load offset=64 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
          (f32x4.mul (v128.load offset=80 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half)))))))
        (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.add
          (f32x4.mul (v128.load offset=96 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
          (f32x4.mul (v128.load offset=112 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half)))))))
        (local.set $total (f32x4.add (local.get $total)
          (f32x4.mul (v128.load32_splat (local.get $scale)) (local.get $sum))))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (local.set $scale (i32.add (local.get $scale) (i32.const 4)))
        (br_if $group (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 16))) (local.get $end))))
      (f32.store (local.get $y) (call $sum (local.get $total)))
      (local.set $y (i32.add (local.get $y) (i32.const 4)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; productQ8 and productQ4 for three tokens, whose rows follow each other: each weight is converted once.
  (func (export "productQ8x3")
    (param $w i32) (param $scales i32) (param $rows i32) (param $columns i32) (param $x i32) (param $y i32) (param $yStride i32)
    (param $room i32)
    (local $end i32) (local $at i32) (local $at1 i32) (local $at2 i32) (local $xStride i32) (local $scale i32) (local $factor v128)
    (local $total v128) (local $total1 v128) (local $total2 v128) (local $sum v128) (local $sum1 v128) (local $sum2 v128)
    (local $q v128) (local $half v128)
    (local.set $xStride (i32.shl (local.get $columns) (i32.const 2)))
    (loop $row
      (local.set $end (i32.add (local.get $w) (local.get $columns)))
      (call $widenF16 (local.get $scales) (local.get $room)
        (i32.shr_u (i32.add (local.get $columns) (i32.const 127)) (i32.const 7)))
      (local.set $scales (i32.add (local.get $scales) (i32.shr_u (local.get $columns) (i32.const 4))))
      (local.set $scale (local.get $room))
      (local.set $at (local.get $x))
      (local.set $at1 (i32.add (local.get $at) (local.get $xStride)))
      (local.set $at2 (i32.add (local.get $at1) (local.get $xStride)))
      (local.set $total (v128.const i32x4 0 0 0 0))
      (local.set $total1 (v128.const i32x4 0 0 0 0))
      (local.set $total2 (v128.const i32x4 0 0 0 0))
      (loop $group
        (local.set $half (v128.load8x8_s (local.get $w)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.mul (local.get $q) (v128.load offset=0 (local.get $at))))
        (local.set $sum1 (f32x4.mul (local.get $q) (v128.load offset=0 (local.get $at1))))
        (local.set $sum2 (f32x4.mul (local.get $q) (v128.load offset=0 (local.get $at2))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $at2)))))
        (local.set $half (v128.load8x8_s offset=8 (local.get $w)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=32 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=32 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=32 (local.get $at2)))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=48 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=48 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=48 (local.get $at2)))))
        (local.set $half (v128.load8x8_s offset=16 (local.get $w)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=64 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=64 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=64 (local.get $at2)))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=80 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=80 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=80 (local.get $at2)))))
        (local.set $half (v128.load8x8_s offset=24 (local.get $w)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=96 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=96 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=96 (local.get $at2)))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=112 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=112 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=112 (local.get $at2)))))
        (local.set $factor (v128.load32_splat (local.get $scale)))
        (local.set $total (f32x4.add (local.get $total) (f32x4.mul (local.get $factor) (local.get $sum))))
        (local.set $total1 (f32x4.add (local.get $total1) (f32x4.mul (local.get $factor) (local.get $sum1))))
        (local.set $total2 (f32x4.add (local.get $total2) (f32x4.mul (local.get $factor) (local.get $sum2))))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (local.set $at1 (i32.add (local.get $at1) (i32.const 128)))
        (local.set $at2 (i32.add (local.get $at2) (i32.const 128)))
        (local.set $scale (i32.add (local.get $scale) (i32.const 4)))
        (br_if $group (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 32))) (local.get $end))))
      (f32.store (local.get $y) (call $sum (local.get $total)))
      (f32.store (i32.add (local.get $y) (local.get $yStride)) (call $sum (local.get $total1)))
      (f32.store (i32.add (local.get $y) (i32.shl (local.get $yStride) (i32.const 1))) (call $sum (local.get $total2)))
      (local.set $y (i32.add (local.get $y) (i32.const 4)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The same for three tokens: each weight is converted once.
  (func (export "productQ4x3")
    (param $w i32) (param $scales i32) (param $rows i32) (param $columns i32) (param $x i32) (param $y i32) (param $yStride i32)
    (param $room i32)
    (local $end i32) (local $at i32) (local $at1 i32) (local $at2 i32) (local $xStride i32) (local $scale i32) (local $factor v128)
    (local $total v128) (local $total1 v128) (local $total2 v128) (local $sum v128) (local $sum1 v128) (local $sum2 v128)
    (local $q v128) (local $half v128) (local $packed v128) (local $low v128) (local $high v128) (local $bytes v128)
    (local.set $xStride (i32.shl (local.get $columns) (i32.const 2)))
    (loop $row
      (local.set $end (i32.add (local.get $w) (i32.shr_u (local.get $columns) (i32.const 1))))
      (call $widenF16 (local.get $scales) (local.get $room)
        (i32.shr_u (i32.add (local.get $columns) (i32.const 127)) (i32.const 7)))
      (local.set $scales (i32.add (local.get $scales) (i32.shr_u (local.get $columns) (i32.const 4))))
      (local.set $scale (local.get $room))
      (local.set $at (local.get $x))
      (local.set $at1 (i32.add (local.get $at) (local.get $xStride)))
      (local.set $at2 (i32.add (local.get $at1) (local.get $xStride)))
      (local.set $total (v128.const i32x4 0 0 0 0))
      (local.set $total1 (v128.const i32x4 0 0 0 0))
      (local.set $total2 (v128.const i32x4 0 0 0 0))
      (loop $group
        (local.set $packed (v128.load (local.get $w)))
        (local.set $low (i8x16.sub
          (v128.and (local.get $packed) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
          (v128.const i32x4 0x07070707 0x07070707 0x07070707 0x07070707)))
        (local.set $high (i8x16.sub
          (i8x16.shr_u (local.get $packed) (i32.const 4))
          (v128.const i32x4 0x07070707 0x07070707 0x07070707 0x07070707)))
        (local.set $bytes
          (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $low) (local.get $high)))
        (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.mul (local.get $q) (v128.load offset=0 (local.get $at))))
        (local.set $sum1 (f32x4.mul (local.get $q) (v128.load offset=0 (local.get $at1))))
        (local.set $sum2 (f32x4.mul (local.get $q) (v128.load offset=0 (local.get $at2))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $at2)))))
        (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=32 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=32 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=32 (local.get $at2)))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=48 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=48 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=48 (local.get $at2)))))
        (local.set $bytes
          (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $low) (local.get $high)))
        (local.set $half (i16x8.extend_low_i8x16_s (local.get $bytes)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=64 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=64 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=64 (local.get $at2)))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=80 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=80 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=80 (local.get $at2)))))
        (local.set $half (i16x8.extend_high_i8x16_s (local.get $bytes)))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=96 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=96 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=96 (local.get $at2)))))
        (local.set $q (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $q) (v128.load offset=112 (local.get $at)))))
        (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $q) (v128.load offset=112 (local.get $at1)))))
        (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $q) (v128.load offset=112 (local.get $at2)))))
        (local.set $factor (v128.load32_splat (local.get $scale)))
        (local.set $total (f32x4.add (local.get $total) (f32x4.mul (local.get $factor) (local.get $sum))))
        (local.set $total1 (f32x4.add (local.get $total1) (f32x4.mul (local.get $factor) (local.get $sum1))))
        (local.set $total2 (f32x4.add (local.get $total2) (f32x4.mul (local.get $factor) (local.get $sum2))))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (local.set $at1 (i32.add (local.get $at1) (i32.const 128)))
        (local.set $at2 (i32.add (local.get $at2) (i32.const 128)))
        (local.set $scale (i32.add (local.get $scale) (i32.const 4)))
        (br_if $group (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 16))) (local.get $end))))
      (f32.store (local.get $y) (call $sum (local.get $total)))
      (f32.store (i32.add (local.get $y) (local.get $yStride)) (call $sum (local.get $total1)))
      (f32.store (i32.add (local.get $y) (i32.shl (local.get $yStride) (i32.const 1))) (call $sum (local.get $total2)))
      (local.set $y (i32.add (local.get $y) (i32.const 4)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; ---- Groups with a minimum (q4_1): w = (q - 7) * scale + (7 * scale + minimum), the first of which is a q4 matrix ----

  ;; Sums of 32 numbers each, and zeros up to a multiple of four sums.
  (func (export "sumGroups") (param $x i32) (param $to i32) (param $groups i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $groups) (i32.const 7))))
    (v128.store (i32.add (local.get $to) (i32.shl (i32.and (local.get $groups) (i32.const -4)) (i32.const 2)))
      (v128.const i32x4 0 0 0 0))
    (loop $next
      (f32.store (local.get $to) (call $sum (f32x4.add
        (f32x4.add
          (f32x4.add (v128.load (local.get $x)) (v128.load offset=16 (local.get $x)))
          (f32x4.add (v128.load offset=32 (local.get $x)) (v128.load offset=48 (local.get $x))))
        (f32x4.add
          (f32x4.add (v128.load offset=64 (local.get $x)) (v128.load offset=80 (local.get $x)))
          (f32x4.add (v128.load offset=96 (local.get $x)) (v128.load offset=112 (local.get $x)))))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $next (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 128))) (local.get $end)))))

  ;; y[r] += sum over g of (7 * scales[r][g] + minimums[r][g]) * sums[g]. Scales and minimums are f16; $room takes a row of both.
  (func (export "addMinimums") (param $scales i32) (param $minimums i32) (param $rows i32) (param $groups i32)
    (param $sums i32) (param $y i32) (param $room i32)
    (local $fours i32) (local $second i32) (local $at i32) (local $total v128)
    (local.set $fours (i32.shr_u (i32.add (local.get $groups) (i32.const 3)) (i32.const 2)))
    (local.set $second (i32.add (local.get $room) (i32.shl (local.get $fours) (i32.const 4))))
    (loop $row
      (call $widenF16 (local.get $scales) (local.get $room) (local.get $fours))
      (call $widenF16 (local.get $minimums) (local.get $second) (local.get $fours))
      (local.set $at (i32.const 0))
      (local.set $total (v128.const i32x4 0 0 0 0))
      (loop $four
        (local.set $total (f32x4.add (local.get $total) (f32x4.mul
          (v128.load (i32.add (local.get $sums) (local.get $at)))
          (f32x4.add (v128.load (i32.add (local.get $second) (local.get $at)))
            (f32x4.mul (v128.const f32x4 7 7 7 7) (v128.load (i32.add (local.get $room) (local.get $at))))))))
        (br_if $four (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16)))
          (i32.shl (local.get $fours) (i32.const 4)))))
      (f32.store (local.get $y) (f32.add (f32.load (local.get $y)) (call $sum (local.get $total))))
      (local.set $y (i32.add (local.get $y) (i32.const 4)))
      (local.set $scales (i32.add (local.get $scales) (i32.shl (local.get $groups) (i32.const 1))))
      (local.set $minimums (i32.add (local.get $minimums) (i32.shl (local.get $groups) (i32.const 1))))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; Groups of 32 widened q4 weights: w = w + 7 * scale + minimum, both f32; the first sum is exact.
  (func (export "raiseGroups") (param $w i32) (param $scales i32) (param $minimums i32) (param $groups i32)
    (local $end i32) (local $scale v128) (local $minimum v128)
    (loop $next
      (local.set $scale (f32x4.mul (v128.const f32x4 7 7 7 7) (v128.load32_splat (local.get $scales))))
      (local.set $minimum (v128.load32_splat (local.get $minimums)))
      (local.set $end (i32.add (local.get $w) (i32.const 128)))
      (loop $four
        (v128.store (local.get $w) (f32x4.add (local.get $minimum)
          (f32x4.add (local.get $scale) (v128.load (local.get $w)))))
        (br_if $four (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 16))) (local.get $end))))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $minimums (i32.add (local.get $minimums) (i32.const 4)))
      (br_if $next (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; ---- Widening of stored weights to f32 ----

  ;; Sixteen signed bytes, times a scale.
  (func $store16 (param $to i32) (param $q v128) (param $scale v128)
    (local $half v128)
    (local.set $half (i16x8.extend_low_i8x16_s (local.get $q)))
    (v128.store (local.get $to)
      (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half)))))
    (v128.store offset=16 (local.get $to)
      (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half)))))
    (local.set $half (i16x8.extend_high_i8x16_s (local.get $q)))
    (v128.store offset=32 (local.get $to)
      (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half)))))
    (v128.store offset=48 (local.get $to)
      (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))

  ;; Groups of 32 bytes with one f32 scale each.
  (func (export "widenQ8") (param $from i32) (param $scales i32) (param $to i32) (param $groups i32)
    (local $scale v128)
    (loop $next
      (local.set $scale (v128.load32_splat (local.get $scales)))
      (call $store16 (local.get $to) (v128.load (local.get $from)) (local.get $scale))
      (call $store16 (i32.add (local.get $to) (i32.const 64)) (v128.load offset=16 (local.get $from)) (local.get $scale))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $to (i32.add (local.get $to) (i32.const 128)))
      (br_if $next (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; Groups of 16 bytes with one f32 scale each.
  (func (export "widenHalfGroups") (param $from i32) (param $scales i32) (param $to i32) (param $groups i32)
    (loop $next
      (call $store16 (local.get $to) (v128.load (local.get $from)) (v128.load32_splat (local.get $scales)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (br_if $next (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; Rows of $dims bytes, each with its f32 scale behind it.
  (func (export "widenRows") (param $from i32) (param $to i32) (param $rows i32) (param $dims i32)
    (local $end i32) (local $scale v128) (local $half v128)
    (loop $row
      (local.set $end (i32.add (local.get $from) (local.get $dims)))
      (local.set $scale (v128.load32_splat (local.get $end)))
      (loop $eight
        (local.set $half (v128.load8x8_s (local.get $from)))
        (v128.store (local.get $to)
          (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half)))))
        (v128.store offset=16 (local.get $to)
          (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half)))))
        (local.set $to (i32.add (local.get $to) (i32.const 32)))
        (br_if $eight (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 8))) (local.get $end))))
      (local.set $from (i32.add (local.get $from) (i32.const 4)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; Groups of 32 nibbles, low nibble first, value q - 7, with one f32 scale each.
  (func (export "widenQ4") (param $from i32) (param $scales i32) (param $to i32) (param $groups i32)
    (local $scale v128) (local $packed v128) (local $low v128) (local $high v128)
    (loop $next
      (local.set $scale (v128.load32_splat (local.get $scales)))
      (local.set $packed (v128.load (local.get $from)))
      (local.set $low (i8x16.sub
        (v128.and (local.get $packed) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
        (v128.const i32x4 0x07070707 0x07070707 0x07070707 0x07070707)))
      (local.set $high (i8x16.sub
        (i8x16.shr_u (local.get $packed) (i32.const 4))
        (v128.const i32x4 0x07070707 0x07070707 0x07070707 0x07070707)))
      (call $store16 (local.get $to)
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $low) (local.get $high)) (local.get $scale))
      (call $store16 (i32.add (local.get $to) (i32.const 64))
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $low) (local.get $high)) (local.get $scale))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $to (i32.add (local.get $to) (i32.const 128)))
      (br_if $next (local.tee $groups (i32.sub (local.get $groups) (i32.const 1))))))

  ;; Finite half floats, four at a time: exponent and fraction moved into place, then the bias of the exponent
  ;; mended by 2^112, which is exact for subnormals too.
  ;; Sign, exponent and fraction of an f16 where f32 has them; the product sets the exponent right, also of subnormal numbers.
  (func $widenF16 (export "widenF16") (param $from i32) (param $to i32) (param $fours i32)
    (loop $next
      (drop (i32.load offset=4096 (local.get $from)))
      (v128.store (local.get $to) (f32x4.mul
        (v128.and
          (i32x4.shl (v128.load16x4_s (local.get $from)) (i32.const 13))
          (v128.const i32x4 0x8fffe000 0x8fffe000 0x8fffe000 0x8fffe000))
        (v128.const i32x4 0x77800000 0x77800000 0x77800000 0x77800000)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $next (local.tee $fours (i32.sub (local.get $fours) (i32.const 1))))))

  ;; ---- Exponential, softmax, SwiGLU, GeGLU ----

  ;; e^x to 2 ulp for x in -87 ... 88, clamped outside (the polynomial is Cephes' expf).
  (func $exp (param $x v128) (result v128)
    (local $n v128) (local $r v128) (local $p v128)
    (local.set $x (f32x4.min (f32x4.max (local.get $x)
      (v128.const f32x4 -87 -87 -87 -87)) (v128.const f32x4 88 88 88 88)))
    (local.set $n (f32x4.nearest (f32x4.mul (local.get $x)
      (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504))))
    ;; r = x - n ln 2, with ln 2 in two parts so that the product is exact.
    (local.set $r (f32x4.sub
      (f32x4.sub (local.get $x)
        (f32x4.mul (local.get $n) (v128.const f32x4 0.693359375 0.693359375 0.693359375 0.693359375)))
      (f32x4.mul (local.get $n) (v128.const f32x4 -2.12194440e-4 -2.12194440e-4 -2.12194440e-4 -2.12194440e-4))))
    (local.set $p (v128.const f32x4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $r))
      (v128.const f32x4 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $r))
      (v128.const f32x4 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $r))
      (v128.const f32x4 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $r))
      (v128.const f32x4 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $r))
      (v128.const f32x4 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1)))
    (local.set $p (f32x4.add
      (f32x4.add (f32x4.mul (local.get $p) (f32x4.mul (local.get $r) (local.get $r))) (local.get $r))
      (v128.const f32x4 1 1 1 1)))
    (f32x4.mul (local.get $p)
      (i32x4.shl
        (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $n)) (v128.const i32x4 127 127 127 127))
        (i32.const 23))))

  ;; Softmax of scale * x in place, over 4 * $fours scores; -infinity where there is none.
  ;; Weights below e^-60 become 0: they could not be seen, and subnormal numbers are slow.
  (func (export "softmax") (param $x i32) (param $fours i32) (param $scale f32)
    (local $at i32) (local $end i32) (local $v v128) (local $factor v128)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $fours) (i32.const 4))))
    (local.set $v (v128.load (local.get $x)))
    (local.set $at (local.get $x))
    (loop $next
      (local.set $v (f32x4.max (local.get $v) (v128.load (local.get $at))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (local.set $v (f32x4.max (local.get $v)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
    (local.set $v (f32x4.max (local.get $v)
      (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $v) (local.get $v))))
    (local.set $factor (call $weights (local.get $x) (local.get $end) (local.get $v) (f32x4.splat (local.get $scale))))
    (local.set $at (local.get $x))
    (loop $next
      (v128.store (local.get $at) (f32x4.mul (local.get $factor) (v128.load (local.get $at))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end)))))

  ;; x = e^(scale * (x - largest)); returns 1 / sum.
  (func $weights (param $at i32) (param $end i32) (param $largest v128) (param $scale v128) (result v128)
    (local $v v128) (local $total v128)
    (loop $next
      (local.set $v (f32x4.mul (local.get $scale) (f32x4.sub (v128.load (local.get $at)) (local.get $largest))))
      (local.set $v (v128.and (call $exp (local.get $v))
        (f32x4.gt (local.get $v) (v128.const f32x4 -60 -60 -60 -60))))
      (v128.store (local.get $at) (local.get $v))
      (local.set $total (f32x4.add (local.get $total) (local.get $v)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (f32x4.splat (f32.div (f32.const 1) (call $sum (local.get $total)))))

  ;; gate = gate / (1 + e^-gate) * up
  (func (export "swiglu") (param $gate i32) (param $up i32) (param $fours i32)
    (local $v v128)
    (loop $next
      (local.set $v (v128.load (local.get $gate)))
      (v128.store (local.get $gate) (f32x4.mul (v128.load (local.get $up))
        (f32x4.div (local.get $v)
          (f32x4.add (v128.const f32x4 1 1 1 1) (call $exp (f32x4.neg (local.get $v)))))))
      (local.set $gate (i32.add (local.get $gate) (i32.const 16)))
      (local.set $up (i32.add (local.get $up) (i32.const 16)))
      (br_if $next (local.tee $fours (i32.sub (local.get $fours) (i32.const 1))))))

  ;; gate = gate / (1 + e^-(1.595769122 (gate + 0.044715 gate^3))) * up: GELU in its tanh form
  (func (export "geglu") (param $gate i32) (param $up i32) (param $fours i32)
    (local $v v128)
    (loop $next
      (local.set $v (v128.load (local.get $gate)))
      (v128.store (local.get $gate) (f32x4.mul (v128.load (local.get $up))
        (f32x4.div (local.get $v)
          (f32x4.add (v128.const f32x4 1 1 1 1)
            (call $exp (f32x4.mul (f32x4.mul (local.get $v) (v128.const f32x4 -1.595769122 -1.595769122 -1.595769122 -1.595769122))
              (f32x4.add (v128.const f32x4 1 1 1 1)
                (f32x4.mul (v128.const f32x4 0.044715 0.044715 0.044715 0.044715)
                  (f32x4.mul (local.get $v) (local.get $v))))))))))
      (local.set $gate (i32.add (local.get $gate) (i32.const 16)))
      (local.set $up (i32.add (local.get $up) (i32.const 16)))
      (br_if $next (local.tee $fours (i32.sub (local.get $fours) (i32.const 1))))))

  ;; ---- Weighted sum of rows: out[t][d] += sum over j of p[t][j] * v[j][d] ----

  ;; Four tokens, eight dimensions.
  (func $mix4x8 (param $p i32) (param $pStride i32) (param $count i32) (param $v i32) (param $vStride i32)
    (param $out i32) (param $outStride i32)
    (local $p1 i32) (local $p2 i32) (local $p3 i32) (local $end i32)
    (local $a v128) (local $b v128) (local $w v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local.set $p1 (i32.add (local.get $p) (local.get $pStride)))
    (local.set $p2 (i32.add (local.get $p1) (local.get $pStride)))
    (local.set $p3 (i32.add (local.get $p2) (local.get $pStride)))
    (local.set $end (i32.add (local.get $p) (i32.shl (local.get $count) (i32.const 2))))
    (loop $next
      (local.set $a (v128.load (local.get $v)))
      (local.set $b (v128.load offset=16 (local.get $v)))
      (local.set $w (v128.load32_splat (local.get $p)))
      (local.set $a0 (f32x4.add (local.get $a0) (f32x4.mul (local.get $a) (local.get $w))))
      (local.set $b0 (f32x4.add (local.get $b0) (f32x4.mul (local.get $b) (local.get $w))))
      (local.set $w (v128.load32_splat (local.get $p1)))
      (local.set $a1 (f32x4.add (local.get $a1) (f32x4.mul (local.get $a) (local.get $w))))
      (local.set $b1 (f32x4.add (local.get $b1) (f32x4.mul (local.get $b) (local.get $w))))
      (local.set $w (v128.load32_splat (local.get $p2)))
      (local.set $a2 (f32x4.add (local.get $a2) (f32x4.mul (local.get $a) (local.get $w))))
      (local.set $b2 (f32x4.add (local.get $b2) (f32x4.mul (local.get $b) (local.get $w))))
      (local.set $w (v128.load32_splat (local.get $p3)))
      (local.set $a3 (f32x4.add (local.get $a3) (f32x4.mul (local.get $a) (local.get $w))))
      (local.set $b3 (f32x4.add (local.get $b3) (f32x4.mul (local.get $b) (local.get $w))))
      (local.set $v (i32.add (local.get $v) (local.get $vStride)))
      (local.set $p1 (i32.add (local.get $p1) (i32.const 4)))
      (local.set $p2 (i32.add (local.get $p2) (i32.const 4)))
      (local.set $p3 (i32.add (local.get $p3) (i32.const 4)))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (local.get $end))))
    (call $add8 (local.get $out) (local.get $a0) (local.get $b0))
    (call $add8 (local.tee $out (i32.add (local.get $out) (local.get $outStride))) (local.get $a1) (local.get $b1))
    (call $add8 (local.tee $out (i32.add (local.get $out) (local.get $outStride))) (local.get $a2) (local.get $b2))
    (call $add8 (i32.add (local.get $out) (local.get $outStride)) (local.get $a3) (local.get $b3)))

  (func $add8 (param $out i32) (param $a v128) (param $b v128)
    (v128.store (local.get $out) (f32x4.add (v128.load (local.get $out)) (local.get $a)))
    (v128.store offset=16 (local.get $out) (f32x4.add (v128.load offset=16 (local.get $out)) (local.get $b))))

  ;; One token, sixteen dimensions.
  (func $mix1x16 (param $p i32) (param $count i32) (param $v i32) (param $vStride i32) (param $out i32)
    (local $end i32) (local $w v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $p) (i32.shl (local.get $count) (i32.const 2))))
    (loop $next
      (local.set $w (v128.load32_splat (local.get $p)))
      (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $w) (v128.load (local.get $v)))))
      (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $w) (v128.load offset=16 (local.get $v)))))
      (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $w) (v128.load offset=32 (local.get $v)))))
      (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $w) (v128.load offset=48 (local.get $v)))))
      (local.set $v (i32.add (local.get $v) (local.get $vStride)))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (local.get $end))))
    (call $add8 (local.get $out) (local.get $a) (local.get $b))
    (call $add8 (i32.add (local.get $out) (i32.const 32)) (local.get $c) (local.get $d)))

  ;; One token, four dimensions.
  (func $mix1x4 (param $p i32) (param $count i32) (param $v i32) (param $vStride i32) (param $out i32)
    (local $end i32) (local $a v128)
    (local.set $end (i32.add (local.get $p) (i32.shl (local.get $count) (i32.const 2))))
    (loop $next
      (local.set $a (f32x4.add (local.get $a)
        (f32x4.mul (v128.load32_splat (local.get $p)) (v128.load (local.get $v)))))
      (local.set $v (i32.add (local.get $v) (local.get $vStride)))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (local.get $end))))
    (v128.store (local.get $out) (f32x4.add (v128.load (local.get $out)) (local.get $a))))

  ;; One token.
  (func $mix1 (param $p i32) (param $count i32) (param $v i32) (param $dims i32) (param $out i32)
    (local $from i32) (local $at i32)
    (block $sixteensDone
      (loop $sixteen
        (br_if $sixteensDone (i32.gt_u (i32.add (local.get $from) (i32.const 16)) (local.get $dims)))
        (local.set $at (i32.shl (local.get $from) (i32.const 2)))
        (call $mix1x16 (local.get $p) (local.get $count) (i32.add (local.get $v) (local.get $at))
          (i32.shl (local.get $dims) (i32.const 2)) (i32.add (local.get $out) (local.get $at)))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $sixteen)))
    (block $done
      (loop $four
        (br_if $done (i32.ge_u (local.get $from) (local.get $dims)))
        (local.set $at (i32.shl (local.get $from) (i32.const 2)))
        (call $mix1x4 (local.get $p) (local.get $count) (i32.add (local.get $v) (local.get $at))
          (i32.shl (local.get $dims) (i32.const 2)) (i32.add (local.get $out) (local.get $at)))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br $four))))

  (func (export "mix")
    (param $p i32) (param $pStride i32) (param $count i32) (param $v i32) (param $dims i32)
    (param $out i32) (param $outStride i32) (param $tokens i32)
    (local $token i32) (local $d i32) (local $pt i32) (local $ot i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $token) (local.get $tokens)))
        (local.set $pt (i32.add (local.get $p) (i32.mul (local.get $token) (local.get $pStride))))
        (local.set $ot (i32.add (local.get $out) (i32.mul (local.get $token) (local.get $outStride))))
        (if (i32.le_u (i32.add (local.get $token) (i32.const 4)) (local.get $tokens))
          (then
            (local.set $d (i32.const 0))
            (loop $eight
              (call $mix4x8 (local.get $pt) (local.get $pStride) (local.get $count)
                (i32.add (local.get $v) (i32.shl (local.get $d) (i32.const 2))) (i32.shl (local.get $dims) (i32.const 2))
                (i32.add (local.get $ot) (i32.shl (local.get $d) (i32.const 2))) (local.get $outStride))
              (br_if $eight (i32.lt_u (local.tee $d (i32.add (local.get $d) (i32.const 8))) (local.get $dims))))
            (local.set $token (i32.add (local.get $token) (i32.const 4))))
          (else
            (call $mix1 (local.get $pt) (local.get $count) (local.get $v) (local.get $dims) (local.get $ot))
            (local.set $token (i32.add (local.get $token) (i32.const 1)))))
        (br $next))))
)
